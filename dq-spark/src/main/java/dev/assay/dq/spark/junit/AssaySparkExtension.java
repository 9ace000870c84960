package dev.assay.dq.spark.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives tests a local Spark: one for the whole test run, started when a test first asks for it as a
 * parameter ({@code SparkSession} or {@code JavaSparkContext}), never stopped between classes, and
 * ended with the JVM. Two cores, two shuffle partitions, no adaptive execution, no web page,
 * warnings and errors only in the log, UTC, and a warehouse in a temporary directory. {@link
 * SparkConf} changes settings for a class, {@link UsesSpark} who starts the session. Classes may
 * run in parallel.
 *
 * <p>It also does what {@link OpenChainsExtension} does.
 */
public final class AssaySparkExtension extends OpenChainsExtension implements ParameterResolver {

  private static final Map<Class<?>, SparkSession> SESSIONS = new HashMap<>();
  private static final Map<List<Object>, SparkSession> OWN = new HashMap<>();

  /** Made by JUnit. */
  public AssaySparkExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == JavaSparkContext.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession session = session(context);
    return parameter.getParameter().getType() == SparkSession.class
        ? session
        : JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  private static SparkSession session(ExtensionContext context) {
    Class<? extends SparkSessionProvider> provider = provider(context);
    Map<String, String> settings = settings(context);
    synchronized (SESSIONS) {
      SparkSession shared = SESSIONS.get(provider);
      if (shared == null || shared.sparkContext().isStopped()) {
        shared = start(provider);
        SESSIONS.put(provider, shared);
      }
      if (settings.isEmpty()) {
        return shared;
      }
      List<Object> key = List.of(provider, settings);
      SparkSession own = OWN.get(key);
      if (own == null || own.sparkContext().isStopped()) {
        own = with(shared, settings);
        OWN.put(key, own);
      }
      return own;
    }
  }

  private static SparkSession with(SparkSession shared, Map<String, String> settings) {
    SparkSession own = shared.newSession();
    // a new session starts from Spark's own settings, not from those that were changed since
    settings.forEach(
        (key, value) -> {
          if (!own.conf().isModifiable(key)) {
            throw new ParameterResolutionException(
                "@SparkConf cannot set "
                    + key
                    + ": it is fixed when Spark starts (or not known to it). Start the session with"
                    + " this setting in a SparkSessionProvider, named by @UsesSpark");
          }
          own.conf().set(key, value);
        });
    return own;
  }

  private static Map<String, String> settings(ExtensionContext context) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (SparkConf setting :
        AnnotationSupport.findRepeatableAnnotations(context.getTestClass(), SparkConf.class)) {
      settings.put(setting.key(), setting.value());
    }
    return settings;
  }

  private static Class<? extends SparkSessionProvider> provider(ExtensionContext context) {
    @Nullable UsesSpark named =
        AnnotationSupport.findAnnotation(context.getTestClass(), UsesSpark.class).orElse(null);
    if (named != null) {
      return named.value();
    }
    String parameter =
        context.getConfigurationParameter(SparkSessionProvider.PARAMETER).orElse(null);
    if (parameter == null) {
      return LocalSession.class;
    }
    try {
      return ReflectionSupport.tryToLoadClass(parameter)
          .get()
          .asSubclass(SparkSessionProvider.class);
    } catch (Exception e) {
      throw new ParameterResolutionException(
          "The configuration parameter "
              + SparkSessionProvider.PARAMETER
              + " names "
              + parameter
              + ", which is no SparkSessionProvider on the class path",
          e);
    }
  }

  private static SparkSession start(Class<? extends SparkSessionProvider> provider) {
    try {
      Constructor<? extends SparkSessionProvider> constructor = provider.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance().session();
    } catch (InvocationTargetException e) {
      throw new ParameterResolutionException(provider.getName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ParameterResolutionException(
          provider.getName() + " needs a constructor without parameters", e);
    }
  }
}
