package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A golden document under test: a good one in which a piece of text is exchanged.
final class Document {
    private final String text;

    private Document(String text) {
        this.text = text;
    }

    /// The hand-computed file of a kind.
    static Document of(String kind) {
        try {
            return new Document(Files.readString(Path.of("src", "test", "resources", "golden", kind + ".json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// With the first of a text exchanged; the text must be there.
    Document with(String old, String other) {
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        return new Document(text.substring(0, at) + other + text.substring(at + old.length()));
    }

    String text() {
        return text;
    }

    /// Verifies it as a file of a folder.
    Verification verify(Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("document.json"), text);
            return Verifier.verify(List.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Requires that it can't be read, and a message with the given parts.
    void refused(String... parts) {
        assertThatThrownBy(() -> GoldenReader.parse(text))
                .isInstanceOf(GoldenException.class)
                .message()
                .contains(parts)
                .doesNotContain("Exception", "gson");
    }

    /// Requires that it is read, that one case can't be computed, and a message with the given parts.
    void notComputed(Path folder, String... parts) {
        GoldenReader.parse(text);
        Verification found = verify(folder);
        assertThat(found.errors()).hasSize(1);
        assertThat(found.errors().getFirst()).contains("document.json: case '").contains(parts);
        assertThat(found.passed()).isFalse();
    }
}
