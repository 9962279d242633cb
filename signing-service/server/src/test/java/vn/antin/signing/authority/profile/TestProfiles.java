package vn.antin.signing.authority.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The house's profiles, read as the service reads them. */
public final class TestProfiles {
  private static final Map<String, Profile> ALL = read();

  private TestProfiles() {}

  public static Profile get(String name) {
    return java.util.Objects.requireNonNull(ALL.get(name), name);
  }

  private static Map<String, Profile> read() {
    try {
      var sources = new MutablePropertySources();
      new YamlPropertySourceLoader()
          .load("profiles", new ClassPathResource("authority-profiles.yml"))
          .forEach(sources::addLast);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind("antin.authority.profiles", Bindable.mapOf(String.class, Profile.class))
          .get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
