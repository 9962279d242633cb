package vn.antin.auth;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Starts a second auth-server on the database of the first as soon as that is ready, and puts a
 * {@link RandomProxy} before both. The second has the same settings and shares the test's own
 * beans, its clock first of all; everything else is its own, so what one node keeps to itself makes
 * a test fail. It lives until the JVM ends, as the first does.
 */
final class SecondNode implements ApplicationListener<ApplicationReadyEvent> {
  private final ConfigurableApplicationContext first;
  private final int published;

  SecondNode(ConfigurableApplicationContext first, int published) {
    this.first = first;
    this.published = published;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext().equals(first)) {
      ConfigurableApplicationContext second =
          new SpringApplicationBuilder(AuthApplication.class)
              .initializers(context -> prepare((GenericApplicationContext) context))
              .registerShutdownHook(false)
              .run();
      RandomProxy.open(published, List.of(port(first), port(second)));
    }
  }

  private void prepare(GenericApplicationContext second) {
    MutablePropertySources sources = second.getEnvironment().getPropertySources();
    List<PropertySource<?>> given =
        first.getEnvironment().getPropertySources().stream()
            .takeWhile(source -> !source.getName().equals("systemProperties"))
            .filter(source -> !source.getName().startsWith("servlet"))
            .filter(source -> !source.getName().equals("server.ports"))
            .toList();
    given.reversed().stream()
        .filter(source -> !sources.contains(source.getName()))
        .forEach(sources::addFirst);
    sources.addFirst(
        new MapPropertySource(
            "second node", new HashMap<>(Map.of("server.port", 0, "management.server.port", 0))));
    ConfigurableListableBeanFactory tests = first.getBeanFactory();
    second.getBeanFactory().registerSingleton("testClasses", new TestClasses());
    for (String name : tests.getBeanDefinitionNames()) {
      BeanDefinition definition = tests.getBeanDefinition(name);
      if (isShared(tests, definition)) {
        share(second, name, tests.getBean(name), definition.isPrimary());
      }
    }
  }

  private static boolean isShared(
      ConfigurableListableBeanFactory tests, BeanDefinition definition) {
    String factory = definition.getFactoryBeanName();
    String type =
        factory == null
            ? definition.getBeanClassName()
            : tests.getMergedBeanDefinition(factory).getBeanClassName();
    try {
      if (type == null) {
        return false;
      }
      Class<?> source = Class.forName(type);
      return isOfTests(source)
          && (factory != null || !source.isAnnotationPresent(TestConfiguration.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static void share(
      GenericApplicationContext second, String name, Object bean, boolean primary) {
    if (!(bean instanceof DynamicPropertyRegistrar)) {
      second.registerBean(
          name,
          (Class<Object>) bean.getClass(),
          () -> bean,
          definition -> definition.setPrimary(primary));
    }
  }

  private static boolean isOfTests(Class<?> type) {
    return type.getProtectionDomain().getCodeSource() != null
        && type.getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath()
            .contains("/test-classes");
  }

  private static int port(ConfigurableApplicationContext node) {
    return node.getEnvironment().getRequiredProperty("local.server.port", int.class);
  }

  /** Keeps the tests' own classes out of the second node's component scan. */
  private static final class TestClasses extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader metadata, MetadataReaderFactory factory)
        throws IOException {
      return metadata.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TestClasses;
    }

    @Override
    public int hashCode() {
      return TestClasses.class.hashCode();
    }
  }
}
