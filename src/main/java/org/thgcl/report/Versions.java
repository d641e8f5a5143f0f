package org.thgcl.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Versions of the program, the Java platform and the libraries that computed a page.
final class Versions {
    private Versions() {}

    /// Versions in words, by what they are versions of.
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("thgcl", own());
        all.put("Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        all.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
        all.put("libraries", String.join(", ", libraries()));
        return all;
    }

    /// The program's version and commit, as the build wrote them into the manifest.
    static String own() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    /// The program's own jar; empty when it runs from a folder of classes.
    static Optional<Path> program() {
        return classPath()
                .filter(entry -> entry.getFileName().toString().matches("thgcl.*\\.jar"))
                .findFirst();
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(Files::exists);
    }

    /// The libraries' jars, whose names bear the versions: those of the class path, and those that the program's
    /// manifest names.
    private static List<String> libraries() {
        List<String> names = new ArrayList<>();
        classPath().map(path -> path.getFileName().toString()).forEach(names::add);
        program().ifPresent(program -> names.addAll(named(program)));
        return names.stream()
                .filter(name -> !name.matches("thgcl.*\\.jar|surefire.*"))
                .map(name -> name.replaceFirst("\\.jar$", ""))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.toList());
    }

    private static List<String> named(Path program) {
        try (JarFile jar = new JarFile(program.toFile())) {
            Manifest manifest = jar.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            return path == null
                    ? List.of()
                    : Stream.of(path.split(" "))
                            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
