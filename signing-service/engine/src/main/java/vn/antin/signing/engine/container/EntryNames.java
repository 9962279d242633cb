package vn.antin.signing.engine.container;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names stay inside the container and mean one entry on every system. */
final class EntryNames {

  private static final int LONGEST = 512;

  private EntryNames() {}

  static void check(List<ContainerEntry> entries) throws ContainerException {
    Set<String> seen = new HashSet<>();
    for (ContainerEntry entry : entries) {
      checkName(entry.name());
      // Windows and macOS take names in other case or composition for the same file.
      String folded =
          Normalizer.normalize(entry.name(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      if (!seen.add(folded)) {
        throw new ContainerException(
            ContainerFault.DUPLICATE_NAME, "Two entries are named " + entry.name());
      }
    }
  }

  private static void checkName(String name) throws ContainerException {
    boolean bad =
        name.isEmpty()
            || name.length() > LONGEST
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf(':') >= 0
            || name.chars().anyMatch(Character::isISOControl)
            || List.of(name.split("/")).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (bad) {
      throw new ContainerException(ContainerFault.BAD_NAME, "An entry is named '" + name + "'");
    }
  }
}
