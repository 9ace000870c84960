package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a component of a Java record or a property of a bean; found again by name elsewhere. */
public final class Accessor implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ClassValue<Map<String, Accessor>> ALL =
      new ClassValue<>() {
        @Override
        protected Map<String, Accessor> computeValue(Class<?> type) {
          Map<String, Accessor> found = new LinkedHashMap<>();
          if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
              found.put(component.getName(), new Accessor(component.getAccessor()));
            }
            return found;
          }
          List<Method> methods = new ArrayList<>(List.of(type.getMethods()));
          methods.sort(Comparator.comparing(Method::getName));
          for (Method method : methods) {
            String name = property(method);
            if (name != null) {
              found.put(name, new Accessor(method));
            }
          }
          return found;
        }
      };

  private final Class<?> owner;
  private final String methodName;
  private transient @Nullable Method method;

  private Accessor(Method method) {
    this.owner = method.getDeclaringClass();
    this.methodName = method.getName();
    this.method = method;
  }

  /** Those of a class by the names of its fields, in their order; by name for a bean. */
  public static Map<String, Accessor> of(Class<?> type) {
    return ALL.get(type);
  }

  private Method method() {
    Method found = method;
    if (found == null) {
      try {
        found = owner.getDeclaredMethod(methodName);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(owner + " has lost its method " + methodName, e);
      }
      method = found;
    }
    return found;
  }

  /** The name of the method. */
  public String name() {
    return methodName;
  }

  /** The declared type of what it gives. */
  public Type type() {
    return method().getGenericReturnType();
  }

  /**
   * The value in a record.
   *
   * @throws InvocationTargetException with what the method has thrown
   */
  public @Nullable Object read(Object record) throws InvocationTargetException {
    try {
      Method found = method();
      if (!found.canAccess(record)) {
        found.setAccessible(true);
      }
      return found.invoke(record);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(methodName + "() is not accessible", e);
    }
  }

  private static @Nullable String property(Method method) {
    String name = method.getName();
    boolean readable =
        method.getParameterCount() == 0
            && !Modifier.isStatic(method.getModifiers())
            && method.getDeclaringClass() != Object.class
            && method.getReturnType() != void.class;
    int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : 0;
    boolean is = prefix == 2 && method.getReturnType() != boolean.class;
    if (!readable || prefix == 0 || is || name.length() == prefix) {
      return null;
    }
    String rest = name.substring(prefix);
    boolean acronym = rest.length() > 1 && Character.isUpperCase(rest.charAt(1));
    return acronym ? rest : rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1);
  }
}
