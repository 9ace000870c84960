package dev.assay.dq.spark.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
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
 * <p>A job under test may stop Spark, as programs do at their end: the next test that asks for a
 * session gets a fresh one. Where Spark runs already, because a test started it by itself, the
 * tests get a new session of that Spark, and the other keeps its settings.
 *
 * <p>It also does what {@link OpenChainsExtension} does, and gives a method soft assertions ({@code
 * SoftDataAssertions}) that it closes when the method has run, where AssertJ is there and its own
 * extension for them is not.
 */
public final class AssaySparkExtension extends OpenChainsExtension
    implements ParameterResolver, AfterTestExecutionCallback {

  private static final Namespace NAMESPACE = Namespace.create(AssaySparkExtension.class);
  private static final String SOFT = "dev.assay.dq.spark.assertj.SoftDataAssertions";
  private static final String ASSERTJS_OWN =
      "org.assertj.core.api.junit.jupiter.SoftAssertionsExtension";
  private static final Map<Class<?>, SparkSession> SESSIONS = new HashMap<>();
  private static final Map<List<Object>, SparkSession> OWN = new HashMap<>();

  /** Made by JUnit. */
  public AssaySparkExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class
        || type == JavaSparkContext.class
        || (isSoft(parameter) && !hasAssertJsOwn(context));
  }

  private static boolean isSoft(ParameterContext parameter) {
    // by name: AssertJ may not be there
    return parameter.getParameter().getType().getName().equals(SOFT)
        && parameter.getDeclaringExecutable() instanceof Method;
  }

  private static boolean hasAssertJsOwn(ExtensionContext context) {
    return enclosing(context.getRequiredTestClass()).stream()
        .flatMap(
            each -> AnnotationSupport.findRepeatableAnnotations(each, ExtendWith.class).stream())
        .flatMap(each -> Stream.of(each.value()))
        .anyMatch(each -> each.getName().equals(ASSERTJS_OWN));
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws Exception {
    AutoCloseable soft = context.getStore(NAMESPACE).remove(SOFT, AutoCloseable.class);
    if (soft != null) {
      soft.close();
    }
  }

  /** A class of tests, after those around it. */
  private static List<Class<?>> enclosing(Class<?> innermost) {
    List<Class<?>> classes = new ArrayList<>();
    Class<?> each = innermost;
    while (each != null) {
      classes.add(0, each);
      each = Modifier.isStatic(each.getModifiers()) ? null : each.getEnclosingClass();
    }
    return classes;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (isSoft(parameter)) {
      ExtensionContext.Store store = context.getStore(NAMESPACE);
      AutoCloseable soft = store.get(SOFT, AutoCloseable.class);
      if (soft == null) {
        soft = SoftParameter.make();
        store.put(SOFT, soft);
      }
      return soft;
    }
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
    for (Class<?> each : enclosing(context.getRequiredTestClass())) {
      for (SparkConf setting : AnnotationSupport.findRepeatableAnnotations(each, SparkConf.class)) {
        settings.put(setting.key(), setting.value());
      }
    }
    return settings;
  }

  private static Class<? extends SparkSessionProvider> provider(ExtensionContext context) {
    List<Class<?>> innermostFirst = enclosing(context.getRequiredTestClass());
    Collections.reverse(innermostFirst);
    for (Class<?> each : innermostFirst) {
      @Nullable UsesSpark named =
          AnnotationSupport.findAnnotation(each, UsesSpark.class).orElse(null);
      if (named != null) {
        return named.value();
      }
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
              + ", which is not a SparkSessionProvider on the class path",
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
