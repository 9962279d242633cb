package vn.antin.auth.provisioning.spreadsheet;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes user names: given name, a full stop, and the first letters of what stands before it. Nguyễn
 * Văn An becomes {@code an.nv}; the next of that name {@code an.nv2}.
 */
final class UsernameRule {
  private static final int LONGEST = 50;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** What a name becomes when nobody has it yet. */
  static String stem(String familyName, String middleName, String givenName) {
    String given = plain(givenName);
    StringBuilder initials = new StringBuilder();
    for (String word : (familyName + " " + middleName).split("[ -]+", -1)) {
      String letters = plain(word);
      if (!letters.isEmpty()) {
        initials.append(letters.charAt(0));
      }
    }
    String stem = initials.isEmpty() ? given : given + "." + initials;
    // The number is what tells namesakes apart, so the name itself ends in a letter.
    stem = stem.replaceAll("[0-9]+$", "");
    if (stem.length() < 2) {
      stem = "cb." + stem;
    }
    return stem.length() > LONGEST ? stem.substring(0, LONGEST) : stem;
  }

  private static String plain(String name) {
    return Plain.letters(name).replaceAll("[^a-z0-9]", "");
  }

  /** These exist or are wanted by other rows. */
  void take(Collection<String> usernames) {
    taken.addAll(usernames);
  }

  /** The first free name of this stem, taken from now on. */
  String make(String stem) {
    int number = next.getOrDefault(stem, 1);
    String name = number == 1 ? stem : stem + number;
    while (!taken.add(name)) {
      number++;
      name = stem + number;
    }
    next.put(stem, number + 1);
    return name;
  }
}
