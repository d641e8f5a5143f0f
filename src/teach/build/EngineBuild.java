import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.ProblemProvider;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;
import org.thgcl.data.SplitSettings;
import org.thgcl.file.Sha256;
import org.thgcl.model.ClipShape;
import org.thgcl.model.ModelName;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.settings.Setting;
import org.thgcl.thgn.ThgnSettings;

/// Compiles the figures of the teaching page, and what they call, for the browser. Run as a source file, with the
/// program's classes and TeaVM on the class path:
///
///     java --class-path target/classes:... src/teach/build/EngineBuild.java SOURCES CLASSES OUT
///
/// In OUT, `engine.wasm` needs `engine.wasm-runtime.js`, `engine.js` stands alone. The program's classes are compiled
/// as they are. Where the browser hasn't what they call, a class of the same name in SOURCES takes the place of one of
/// theirs, and [BrowserMathCalls] the place of methods of [Math].
public final class EngineBuild {
    /// Records whose settings the browser knows.
    private static final List<Class<? extends Record>> SETTINGS =
            List.of(ModelName.class, ClipShape.class, ThgnSettings.class, TrainingSettings.class, SplitSettings.class);

    private static final String ENTRY = "org.thgcl.browser.Engine";
    private static final String MATH = "org.thgcl.browser.BrowserMath";

    private EngineBuild() {}

    public static void main(String[] args) throws Exception {
        Path sources = Path.of(args[0]);
        Path classes = Path.of(args[1]);
        Path out = Path.of(args[2]);
        Path work = Files.createTempDirectory("thgcl-engine");
        try {
            compile(sources, work);
            Files.createDirectories(out);
            SortedSet<String> compiled = new TreeSet<>();
            compiled.addAll(translate(work, classes, out, TeaVMTargetType.WEBASSEMBLY_GC, "engine.wasm"));
            compiled.addAll(translate(work, classes, out, TeaVMTargetType.JAVASCRIPT, "engine.js"));
            loader(out.resolve("engine.wasm-runtime.js"));
            record(compiled, work, classes, out);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Compiles the sources for the browser, and the class that [#recordTypes] writes.
    private static void compile(Path sources, Path work) throws IOException {
        Path generated = work.resolve("RecordType.java");
        Files.writeString(generated, recordTypes());
        List<String> command = new ArrayList<>(List.of(
                "-nowarn", "-proc:none", "-implicit:none", "-Xlint:none", "-d", work.toString(), generated.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .forEach(command::add);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("the sources for the browser don't compile");
        }
    }

    /// Writes the script that starts the WebAssembly.
    private static void loader(Path file) throws IOException {
        try (InputStream script =
                TeaVMTool.class.getResourceAsStream("/org/teavm/backend/wasm/wasm-gc-runtime.min.js")) {
            Files.write(file, script.readAllBytes());
        }
    }

    /// Writes which of the program's classes were compiled, so that the program knows whether they are still its own,
    /// and which of the browser's.
    private static void record(SortedSet<String> compiled, Path own, Path classes, Path out) throws IOException {
        StringBuilder ofProgram = new StringBuilder();
        StringBuilder ofBrowser = new StringBuilder();
        for (String name : compiled) {
            String path = name.replace('.', '/') + ".class";
            if (Files.exists(own.resolve(path))) {
                ofBrowser.append(line(own, path));
            } else if (Files.exists(classes.resolve(path))) {
                ofProgram.append(line(classes, path));
            }
        }
        Files.writeString(out.resolve("classes.txt"), ofProgram);
        Files.writeString(out.resolve("browser-classes.txt"), ofBrowser);
    }

    private static String line(Path folder, String path) throws IOException {
        return Sha256.of(Files.readAllBytes(folder.resolve(path))) + ' ' + path + '\n';
    }

    /// Compiles for a target.
    ///
    /// @return the names of the classes that it needed
    private static Collection<String> translate(Path own, Path classes, Path out, TeaVMTargetType target, String file)
            throws TeaVMToolException, MalformedURLException {
        List<Path> path = new ArrayList<>(List.of(own, classes));
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.toAbsolutePath().equals(classes.toAbsolutePath()))
                .forEach(path::add);
        List<URL> urls = new ArrayList<>();
        for (Path entry : path) {
            urls.add(URI.create(entry.toUri().toString()).toURL());
        }
        TeaVMTool tool = new TeaVMTool();
        tool.setClassLoader(new URLClassLoader(urls.toArray(URL[]::new), EngineBuild.class.getClassLoader()));
        tool.setClassPath(path.stream().map(Path::toFile).toList());
        tool.setLog(new ConsoleTeaVMToolLog(false));
        tool.setMainClass(ENTRY);
        tool.getTransformers().add(BrowserMathCalls.class.getName());
        tool.setTargetType(target);
        tool.setTargetDirectory(out.toFile());
        tool.setTargetFileName(file);
        tool.setJsModuleType(JSModuleType.UMD);
        tool.setObfuscated(true);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.generate();
        ProblemProvider problems = tool.getProblemProvider();
        TeaVMProblemRenderer.describeProblems(tool.getDependencyInfo().getCallGraph(), problems, tool.getLog());
        if (!problems.getProblems().isEmpty()) {
            throw new IllegalStateException("TeaVM can't compile all of it for " + file);
        }
        return tool.getClasses();
    }

    /// Sends calls of methods of [Math] and [StrictMath] to those of the same name and types in the browser's own
    /// class, if it has them.
    public static final class BrowserMathCalls implements ClassHolderTransformer {
        private static final List<String> MATHS = List.of("java.lang.Math", "java.lang.StrictMath");

        @Override
        public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
            if (type.getName().equals(MATH)) {
                return;
            }
            ClassReader own = context.getHierarchy().getClassSource().get(MATH);
            for (MethodHolder method : type.getMethods()) {
                if (method.getProgram() == null) {
                    continue;
                }
                for (BasicBlock block : method.getProgram().getBasicBlocks()) {
                    for (Instruction instruction : block) {
                        if (instruction instanceof InvokeInstruction call
                                && MATHS.contains(call.getMethod().getClassName())
                                && own.getMethod(call.getMethod().getDescriptor()) != null) {
                            call.setMethod(
                                    new MethodReference(MATH, call.getMethod().getDescriptor()));
                        }
                    }
                }
            }
        }
    }

    /// The class `RecordType` of the browser: what reflection would find out about records of settings, written down.
    private static String recordTypes() {
        StringBuilder text = new StringBuilder("""
            package org.thgcl.settings;

            import java.util.List;
            import java.util.function.Function;

            final class RecordType<S extends Record> {
                record Component(String name, Class<?> type, Class<?> element, Setting setting,
                        Function<Record, Object> read) {}

                private final List<Component> components;
                private final Function<Object[], Record> create;

                private RecordType(List<Component> components, Function<Object[], Record> create) {
                    this.components = components;
                    this.create = create;
                }

                List<Component> components() {
                    return components;
                }

                @SuppressWarnings("unchecked")
                S create(Object[] values) {
                    return (S) create.apply(values);
                }

                private record Meaning(
                        String value, String about, String group, String alias, double min, double max, double above,
                        double below) implements Setting {
                    @Override
                    public Class<? extends java.lang.annotation.Annotation> annotationType() {
                        return Setting.class;
                    }
                }

                static <S extends Record> RecordType<S> of(Class<S> type) {
            """);
        SETTINGS.forEach(type -> text.append(recordType(type)));
        return text.append("        throw new IllegalArgumentException(String.valueOf(type));\n    }\n}\n")
                .toString();
    }

    private static String recordType(Class<? extends Record> type) {
        String name = type.getCanonicalName();
        StringJoiner components = new StringJoiner(",\n");
        StringJoiner values = new StringJoiner(", ");
        RecordComponent[] parts = type.getRecordComponents();
        for (int k = 0; k < parts.length; k++) {
            Type full = parts[k].getGenericType();
            Type element = full instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : full;
            Setting s = parts[k].getAnnotation(Setting.class);
            components.add("new Component(\"%s\", %s.class, %s.class, new Meaning(%s), r -> ((%s) r).%s())"
                    .formatted(
                            parts[k].getName(),
                            parts[k].getType().getCanonicalName(),
                            ((Class<?>) element).getCanonicalName(),
                            String.join(
                                    ", ",
                                    literal(s.value()),
                                    literal(""),
                                    literal(""),
                                    literal(s.alias()),
                                    literal(s.min()),
                                    literal(s.max()),
                                    literal(s.above()),
                                    literal(s.below())),
                            name,
                            parts[k].getName()));
            values.add("(" + (full instanceof Class<?> plain ? plain.getCanonicalName() : full.getTypeName()) + ") v["
                    + k + "]");
        }
        return """
            if (type == (Class<?>) %s.class) {
                return new RecordType<>(List.of(%s), v -> new %s(%s));
            }
            """.formatted(name, components, name, values);
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String literal(double number) {
        return Double.isInfinite(number) ? (number > 0 ? "1 / 0.0" : "-1 / 0.0") : String.valueOf(number);
    }
}
