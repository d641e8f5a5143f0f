package org.thgcl.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The meaning of a setting, which is a component of a record, its default and its range.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /// The default, as it would be written in YAML.
    String value();

    /// One line that explains it, with the unit if it has one and the id in the register of open points. What is before
    /// the first semicolon is short enough for a list, at most 43 characters.
    String about();

    /// Title of the group of settings that this one begins; empty if it belongs to the group before it.
    String group() default "";

    /// An older key of the same setting: it is read, never written; empty for none.
    String alias() default "";

    /// Smallest value of a number, or of each number of a list.
    double min() default Double.NEGATIVE_INFINITY;

    /// Largest value of a number, or of each number of a list.
    double max() default Double.POSITIVE_INFINITY;

    /// Bound that a number, or each number of a list, must exceed.
    double above() default Double.NEGATIVE_INFINITY;

    /// Bound that a number, or each number of a list, must stay below.
    double below() default Double.POSITIVE_INFINITY;
}
