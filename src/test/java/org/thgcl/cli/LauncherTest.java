package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shell script `tools/thgcl` in a tree of its own, with a `java` that prints how it was called and an `mvn` that
/// counts its calls.
class LauncherTest {
    private static final String PATH = System.getenv("PATH");

    /// A time long before any test, so that no clock matters.
    private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private Path tree;
    private Path source;
    private int code;
    private String out = "";
    private String err = "";

    @BeforeEach
    void plant() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("tools"));
        for (String tool : List.of("thgcl", "jshell")) {
            script(tree.resolve("tools").resolve(tool), Files.readString(Path.of("tools", tool)));
        }
        source = Files.createDirectories(tree.resolve("src/main")).resolve("A.java");
        for (Path file : List.of(source, tree.resolve("pom.xml"))) {
            Files.setLastModifiedTime(Files.writeString(file, "text"), OLD);
        }
        Files.setLastModifiedTime(tree.resolve("src/main"), OLD);
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\" \"LC_ALL=${LC_ALL:-}\"\n");
        script(jdk.resolve("bin/jshell"), "#!/bin/sh\nprintf '%s\\n' \"$@\" \"THGCL_STARTS=${THGCL_STARTS:-}\"\n");
        script(Files.createDirectories(folder.resolve("bin")).resolve("mvn"), """
            #!/bin/sh
            printf '%s\\n' "$*" >> '$folder/builds'
            mkdir -p '$folder/tree/target' && echo jar > '$folder/tree/target/thgcl.jar'
            """.replace(
                        "$folder", folder.toString()));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void run(String... command) throws IOException, InterruptedException {
        runIn("C.UTF-8", command);
    }

    private void runIn(String locale, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin") + ":" + folder.resolve("tree/tools") + ":" + PATH);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = process.waitFor();
        err = Files.readString(folder.resolve("err"));
    }

    private List<String> builds() throws IOException {
        Path builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : new ArrayList<>();
    }

    @Test
    void the_program_is_built_once_and_started_with_its_arguments() throws IOException, InterruptedException {
        run("tree/tools/thgcl", "train", "--train", "a b.h5");
        assertThat(code).as(err).isZero();
        assertThat(out.lines()).contains("-jar", "train", "--train", "a b.h5", "-Dthgcl.terminal=false");
        assertThat(err).isEqualTo("thgcl: building (needed when sources have changed) ...\n");
        run("tree/tools/thgcl", "params");
        assertThat(err).isEmpty();
        // outside of a clone the commit isn't known
        assertThat(builds()).singleElement().asString().contains("-Dthgcl.commit=unknown", "package");
    }

    @Test
    void jshell_is_started_with_the_built_program_and_the_tour() throws IOException, InterruptedException {
        run("env", "THGCL_JAVA_OPTS=-Xmx1g -Da=b", "tree/tools/jshell");
        assertThat(code).as(err).isZero();
        String root = tree.toRealPath().toString();
        assertThat(out.lines())
                .containsSubsequence("--class-path", root + "/target/thgcl-run.jar", "--add-modules")
                .contains("-R-Dthgcl.root=" + root, "-R-Xmx1g", "-R-Da=b", "THGCL_STARTS=")
                .containsSubsequence("--startup", root + "/tools/startup.jsh", root + "/tools/tour.jsh");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void jshell_takes_files_instead_of_the_tour_and_is_found_through_links() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), tree.resolve("tools/jshell"));
        run(link.toString(), "my own.jsh");
        assertThat(code).as(err).isZero();
        assertThat(out.lines()).contains("my own.jsh").noneMatch(line -> line.endsWith("tour.jsh"));
    }

    @Test
    void the_collector_is_the_serial_one_unless_another_is_asked_for() throws IOException, InterruptedException {
        run("tree/tools/thgcl", "train");
        assertThat(out.lines()).containsOnlyOnce("-XX:+UseSerialGC");
        run("env", "THGCL_JAVA_OPTS=-Xmx4g", "tree/tools/thgcl", "train");
        assertThat(out.lines()).containsOnlyOnce("-XX:+UseSerialGC").contains("-Xmx4g");
        run("env", "THGCL_JAVA_OPTS=-Xmx4g -XX:+UseG1GC", "tree/tools/thgcl", "train");
        assertThat(out.lines()).contains("-XX:+UseG1GC").doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void a_source_that_was_changed_is_built_again() throws IOException, InterruptedException {
        run("tree/tools/thgcl", "params");
        Files.setLastModifiedTime(tree.resolve("target/thgcl-run.jar"), OLD);
        Files.setLastModifiedTime(source, FileTime.from(OLD.toInstant().plusSeconds(1)));
        run("tree/tools/thgcl", "params");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void the_teaching_page_needs_the_build_with_the_classes_for_the_browser() throws IOException, InterruptedException {
        Path browser = Files.createDirectories(tree.resolve("src/teach")).resolve("B.java");
        Files.setLastModifiedTime(Files.writeString(browser, "text"), OLD);
        Files.setLastModifiedTime(browser.getParent(), OLD);
        run("tree/tools/thgcl", "params");
        run("tree/tools/thgcl", "teach", "--out", "a page.html");
        assertThat(out.lines()).contains("teach", "--out", "a page.html");
        assertThat(builds()).hasSize(2).last().asString().contains("-Pteach");
        assertThat(builds().getFirst()).doesNotContain("-Pteach");
        run("tree/tools/thgcl", "teach");
        run("tree/tools/thgcl", "params");
        assertThat(builds()).as("the jar has both").hasSize(2);
        Files.setLastModifiedTime(tree.resolve("target/thgcl-run.jar"), OLD);
        Files.setLastModifiedTime(browser, FileTime.from(OLD.toInstant().plusSeconds(1)));
        run("tree/tools/thgcl", "params");
        assertThat(builds()).as("no other command needs these sources").hasSize(2);
        run("tree/tools/thgcl", "teach");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void a_source_from_the_future_is_built_once() throws IOException, InterruptedException {
        Instant future = Instant.now().plus(Duration.ofDays(1000));
        Files.setLastModifiedTime(source, FileTime.from(future));
        for (int start = 0; start < 3; start++) {
            run("tree/tools/thgcl", "params");
            assertThat(code).as(err).isZero();
        }
        assertThat(builds()).hasSize(1);
        Files.setLastModifiedTime(source, FileTime.from(future.plus(Duration.ofDays(1))));
        run("tree/tools/thgcl", "params");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_in_one_line() throws IOException, InterruptedException {
        Files.writeString(tree.resolve("target"), "a file");
        run("tree/tools/thgcl", "params");
        assertThat(code).isEqualTo(Thgcl.USAGE);
        assertThat(err)
                .isEqualTo("thgcl: must be built first, but "
                        + tree.toRealPath().resolve("target") + " can't be written.\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void the_program_is_told_by_what_name_it_was_started() throws IOException, InterruptedException {
        run("tree/tools/thgcl", "params");
        assertThat(out.lines()).contains("-Dthgcl.command=tree/tools/thgcl");
        run("sh", "-c", "cd tree && ./tools/thgcl params");
        assertThat(out.lines()).contains("-Dthgcl.command=./tools/thgcl");
        run("sh", "-c", "thgcl params");
        assertThat(out.lines()).contains("-Dthgcl.command=thgcl");
    }

    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "xx_YY.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8", "C.utf8, C.utf8"})
    void where_the_locale_has_ascii_alone_it_becomes_utf_8(String given, String passed)
            throws IOException, InterruptedException {
        runIn(given, "tree/tools/thgcl", "params");
        assertThat(out.lines()).last().isEqualTo("LC_ALL=" + passed);
    }
}
