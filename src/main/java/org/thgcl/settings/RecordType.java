package org.thgcl.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// What a record is made of, by reflection. Where that isn't there, in a browser, another class of this name takes its
/// place, with the same facts written down when the program is built.
///
/// @param <S> the record
final class RecordType<S extends Record> {
    private final List<Component> components;
    private final Constructor<S> constructor;

    /// A component of a record.
    ///
    /// @param element type of the elements of a list; else the type
    /// @param setting its annotation; `null` without
    /// @param read gives its value in a record
    record Component(String name, Class<?> type, Class<?> element, Setting setting, Function<Record, Object> read) {}

    private RecordType(Class<S> type) {
        RecordComponent[] parts = type.getRecordComponents();
        components = Arrays.stream(parts).map(RecordType::component).toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a class of records is made of.
    static <S extends Record> RecordType<S> of(Class<S> type) {
        return new RecordType<>(type);
    }

    /// The components in their order.
    List<Component> components() {
        return components;
    }

    /// A record of values in the order of the components.
    ///
    /// @throws IllegalArgumentException if the record refuses them
    S create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Component component(RecordComponent part) {
        Class<?> element = part.getGenericType() instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : part.getType();
        return new Component(
                part.getName(),
                part.getType(),
                element,
                part.getAnnotation(Setting.class),
                record -> read(part, record));
    }

    private static Object read(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
