package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Dense;

class SourceTextTest {
    private static final SourceText SOURCE = SourceText.of("""
        /// Calls f(x).
        public final class Example {
            private static final int ONE = f(1);

            private Example() {}

            /// Half of a number.
            ///
            /// @param x any
            @Deprecated
            public static int f(int x) {
                if (x < 0) {
                    // no half
                    return f(-x);
                }
                return g(x) / 2;
            }

            static int f(
                    int x,
                    int y) {
                return f(x + y); // both
            }

            /// A pair.
            public record Pair(int x, int y) {
                /// Their sum.
                public int sum() {
                    return x + y;
                }
            }

            interface Rule {
                int of(int x);
            }
        }
        """);

    @Test
    void methods_are_found_with_their_comments_and_to_their_end() {
        assertThat(SOURCE.methods()).extracting(SourceText.Method::name).containsExactly("Example", "f", "f", "sum");
        SourceText.Method first = SOURCE.methods("f").getFirst();
        assertThat(first.line()).isEqualTo(11);
        assertThat(first.text()).isEqualTo("""
            /// Half of a number.
            ///
            /// @param x any
            @Deprecated
            public static int f(int x) {
                if (x < 0) {
                    // no half
                    return f(-x);
                }
                return g(x) / 2;
            }
            """);
        assertThat(first.remarks()).containsExactly("no half");
        assertThat(SOURCE.methods("f").getLast().text()).isEqualTo("""
            static int f(
                    int x,
                    int y) {
                return f(x + y); // both
            }
            """);
        assertThat(SOURCE.methods("sum").getFirst().text()).isEqualTo("""
            /// Their sum.
            public int sum() {
                return x + y;
            }
            """);
        assertThat(SOURCE.methods("Example").getFirst().code()).containsExactly("    private Example() {}");
    }

    @Test
    void what_is_not_there_is_refused() {
        assertThatThrownBy(() -> SOURCE.methods("g"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source: there is no method g");
        assertThatThrownBy(() -> SourceText.of("    void f() {\n").methods())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source: the method in line 1 has no end");
        assertThatThrownBy(() -> SourceText.of(SourceTextTest.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the program was built without source/org/thgcl/page/SourceTextTest.java");
    }

    @Test
    void derivatives_of_an_operation_are_the_remarks_of_its_source() {
        assertThat(SourceText.of(Dense.class).methods("matvec").getFirst().remarks())
                .containsExactly("dX = dy w'", "dw = X' dy");
    }
}
