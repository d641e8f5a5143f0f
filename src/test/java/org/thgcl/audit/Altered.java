package org.thgcl.audit;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/// Copies of records with one component exchanged.
final class Altered {
    private Altered() {}

    /// @param component name of the component
    static <R extends Record> R copy(R original, String component, Object value) {
        RecordComponent[] components = original.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        try {
            for (int i = 0; i < components.length; i++) {
                boolean exchanged = components[i].getName().equals(component);
                found |= exchanged;
                values[i] = exchanged ? value : components[i].getAccessor().invoke(original);
            }
            if (!found) {
                throw new IllegalArgumentException(original.getClass() + " has no component " + component);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked") // the class of a record of type R
            Constructor<R> constructor = (Constructor<R>) original.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// What is measured, with other curves.
    record Curves(LossCurves given) implements Ablations {
        private static final Ablations MEASURED = new MeasuredAblations();

        @Override
        public Comparison table2() {
            return MEASURED.table2();
        }

        @Override
        public Comparison figure3() {
            return MEASURED.figure3();
        }

        @Override
        public Optional<LossCurves> curves() {
            return Optional.of(given);
        }

        @Override
        public Optional<LearntClips> learnt() {
            return Optional.empty();
        }
    }
}
