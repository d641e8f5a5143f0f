package org.thgcl;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.thgcl.autodiff.GradientCheck;
import org.thgcl.autodiff.Tape;
import org.thgcl.tensor.Tensor;

/// The packages are storeys of a house: each stands on those below it and knows nothing of those above. Every library
/// is let into the rooms that need it and into no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the compiled classes are read once
class ArchitectureTest {
    /// From the ground up.
    private static final List<String> LAYERS = List.of(
            "tensor",
            "autodiff",
            "lesson",
            "graph",
            "equation",
            "file",
            "settings",
            "media",
            "weights",
            "data",
            "metric",
            "optimise",
            "model",
            "features",
            "thgn",
            "baseline",
            "training",
            "onnx",
            "statistics",
            "golden",
            "ablation",
            "audit",
            "page",
            "report",
            "teach",
            "bench",
            "demo",
            "cli");

    /// Libraries, and the packages that may use them.
    private static final List<Library> LIBRARIES = List.of(
            new Library("EJML", List.of("org.ejml.."), List.of("equation", "thgn", "golden", "report")),
            new Library(
                    "Commons Math",
                    List.of("org.apache.commons.math3.."),
                    List.of("features", "ablation", "audit", "bench")),
            new Library("jhdf", List.of("io.jhdf.."), List.of("data")),
            new Library(
                    "Gson",
                    List.of("com.google.gson.."),
                    List.of("file", "golden", "training", "ablation", "report", "demo", "cli")),
            new Library("SnakeYAML Engine", List.of("org.snakeyaml.."), List.of("settings")),
            new Library("picocli", List.of("picocli.."), List.of("cli")));

    private static final String OPEN_FUNCTIONS =
            "exp|expm1|log|log10|log1p|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh";

    private static final Pattern OPEN_OPERATIONS = Pattern.compile("reduceLanes\\(\\s*(VectorOperators\\.)?(ADD|MUL)\\b"
            + "|lanewise\\(\\s*(VectorOperators\\.)?(EXP|EXPM1|LOG|LOG10|LOG1P|POW|CBRT|HYPOT|A?SIN|A?COS|A?TAN|ATAN2"
            + "|SINH|COSH|TANH)\\b");

    private static final Pattern ROOM_FOR_USERS = Pattern.compile("(?m)^\\| `([a-z]+)` \\|.*\\|(.*)\\|$");

    /// Compiled classes of the program; the tests, which may use everything, lie beside them in another folder.
    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target", "classes"));

    @Test
    void there_are_classes_to_look_at() {
        assertThat(program).isNotEmpty();
    }

    @Test
    void every_class_lives_on_a_known_storey() {
        classes().should().resideInAnyPackage(rooms(LAYERS)).check(program);
    }

    @TestFactory
    Stream<DynamicTest> a_package_uses_only_packages_below_it() {
        return LAYERS.stream().limit(LAYERS.size() - 1).map(layer -> {
            List<String> above = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size());
            return DynamicTest.dynamicTest(layer, () -> noClasses()
                    .that(resideInAPackage(room(layer)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(rooms(above)))
                    .allowEmptyShould(true)
                    .check(program));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_library_is_used_only_where_it_is_let_in() {
        return LIBRARIES.stream()
                .map(library -> DynamicTest.dynamicTest(library.name(), () -> noClasses()
                        .that()
                        .resideOutsideOfPackages(rooms(library.rooms()))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(library.packages().toArray(String[]::new)))
                        .allowEmptyShould(true)
                        .check(program)));
    }

    @Test
    void nothing_else_is_used() {
        Stream<String> jdk = Stream.of(
                "java..", "javax.sound..", "javax.imageio..", "jdk.incubator.vector..", "com.sun.management..");
        Stream<String> own = LAYERS.stream().map(ArchitectureTest::room);
        Stream<String> libraries = LIBRARIES.stream().flatMap(library -> library.packages().stream());
        String[] allowed =
                Stream.of(jdk, own, libraries).flatMap(names -> names).toArray(String[]::new);
        classes().should().onlyDependOnClassesThat(resideInAnyPackage(allowed)).check(program);
    }

    @Test
    void numerics_stand_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAnyPackage(room("tensor"), room("autodiff"))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "jdk.incubator.vector..", room("tensor"), room("autodiff")))
                .allowEmptyShould(true)
                .check(program);
    }

    /// [Math] may give any of the numbers next to the result, the same one not even always; [StrictMath] says which.
    @Test
    void functions_whose_bits_are_open_are_not_called() {
        noClasses()
                .should()
                .accessTargetWhere(target(owner(type(Math.class))).and(target(nameMatching(OPEN_FUNCTIONS))))
                .check(program);
    }

    /// A tape keeps its tensors for the next step. What an operation made by itself would be made anew in every step.
    @Test
    void operations_take_their_tensors_from_the_tape() {
        noClasses()
                .that()
                .resideInAPackage(room("autodiff"))
                .and(not(belongToAnyOf(Tape.class, GradientCheck.class)))
                .should()
                .accessTargetWhere(target(owner(type(Tensor.class))).and(target(nameMatching("zeros|of|copy"))))
                .check(program);
    }

    /// The Vector API leaves open in which order lanes are summed and how its transcendental functions round.
    @Test
    void vector_operations_whose_bits_are_open_are_not_used() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            List<Path> sources =
                    files.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(OPEN_OPERATIONS);
            }
        }
    }

    /// Who uses the library may rely on the rooms that its page lists, so no public method of theirs shows a type of
    /// another.
    @Test
    void rooms_for_users_show_no_type_of_another_room() throws IOException {
        List<String> open = ROOM_FOR_USERS
                .matcher(Files.readString(Path.of("docs", "library.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(open).contains("tensor", "training").isSubsetOf(LAYERS);
        DescribedPredicate<JavaClass> ofAnotherRoom = resideInAnyPackage(
                rooms(LAYERS.stream().filter(layer -> !open.contains(layer)).toList()));
        codeUnits()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(rooms(open))
                .should()
                .notHaveRawReturnType(ofAnotherRoom)
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(ofAnotherRoom))
                .check(program);
    }

    @Test
    void the_documentation_says_which_room_needs_which_library() throws IOException {
        String architecture = Files.readString(Path.of("docs", "architecture.md"));
        String forUsers = Files.readString(Path.of("docs", "library.md"));
        for (Library library : LIBRARIES) {
            String rooms =
                    library.rooms().stream().map(room -> "`" + room + "`").collect(Collectors.joining(", "));
            assertThat(architecture).contains("| " + library.name() + " | " + rooms + " |");
            assertThat(ROOM_FOR_USERS.matcher(forUsers).results()).isNotEmpty().allSatisfy(row -> assertThat(
                            row.group(2).contains(library.name()))
                    .as("%s in %s", library.name(), row.group(1))
                    .isEqualTo(library.rooms().contains(row.group(1))));
        }
    }

    private static String room(String layer) {
        return "org.thgcl." + layer + "..";
    }

    private static String[] rooms(List<String> layers) {
        return layers.stream().map(ArchitectureTest::room).toArray(String[]::new);
    }

    private record Library(String name, List<String> packages, List<String> rooms) {}
}
