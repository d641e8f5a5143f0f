package org.thgcl.teach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.thgcl.file.Sha256;

/// The figures, compiled for the browser, as WebAssembly. A build with Maven's profile `teach` has it, any other
/// hasn't. That build compiles JavaScript, too, for tests: the page would be too large with both.
///
/// @param loader the script that starts the WebAssembly
/// @param wasm as [Packed] has it; the compiler puts its functions in another order now and then
/// @param classes a hash of all classes that it was compiled from, by which two engines are told apart
public record Engine(String loader, String wasm, String classes) {
    private static final String FOLDER = "engine/";

    /// The classes that were compiled: lines of SHA-256 and path.
    private static final String CLASSES = FOLDER + "classes.txt";

    /// That of this program.
    ///
    /// @throws IllegalStateException if the program was built without, or its classes have been built anew since
    public static Engine ofProgram() {
        return of(Engine::resource);
    }

    /// That of a program.
    ///
    /// @param files content of the program's files by their paths; `null` where there is none
    static Engine of(Function<String, byte[]> files) {
        byte[] classes = files.apply(CLASSES);
        if (classes == null) {
            throw new IllegalStateException("the program was built without its classes for the browser");
        }
        for (String line : new String(classes, StandardCharsets.UTF_8).lines().toList()) {
            String[] words = line.split(" ", 2);
            byte[] current = files.apply(words[1]);
            if (current == null || !Sha256.of(current).equals(words[0])) {
                throw new IllegalStateException(
                        "the classes for the browser are older than the program's: " + words[1] + " has changed");
            }
        }
        return new Engine(
                new String(files.apply(FOLDER + "engine.wasm-runtime.js"), StandardCharsets.UTF_8),
                Packed.text(files.apply(FOLDER + "engine.wasm")),
                Sha256.of(Sha256.of(classes) + Sha256.of(files.apply(FOLDER + "browser-classes.txt"))));
    }

    private static byte[] resource(String path) {
        try (InputStream stream = Engine.class.getResourceAsStream('/' + path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
