package vn.antin.admin.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/** Distinguished names (RFC 4514) as people read them. */
public final class SubjectName {
  private static final List<String> ATTRIBUTES = List.of("CN", "T", "OU", "O", "L");

  /** As VGCA writes it into a certificate: {@code UID=CCCD:012345678901}. */
  private static final Pattern NATIONAL_ID = Pattern.compile("(CCCD:)[0-9]{8}([0-9]{4})");

  private SubjectName() {}

  /** Person, unit and organisation in that order, without the attributes' names. */
  public static String readable(@Nullable String distinguishedName) {
    if (distinguishedName == null || distinguishedName.isBlank()) {
      return "–";
    }
    try {
      var parts = new LdapName(distinguishedName).getRdns();
      var read =
          ATTRIBUTES.stream()
              .flatMap(name -> parts.stream().filter(p -> p.getType().equalsIgnoreCase(name)))
              .map(part -> String.valueOf(part.getValue()))
              .collect(Collectors.joining(" · "));
      return read.isEmpty() ? distinguishedName : read;
    } catch (InvalidNameException e) {
      return distinguishedName;
    }
  }

  /** The name as it is, but of a national ID only the last digits: for pages, not for programs. */
  public static String masked(@Nullable String distinguishedName) {
    return distinguishedName == null
        ? "–"
        : NATIONAL_ID.matcher(distinguishedName).replaceAll("$1••••••••$2");
  }

  /** The common name, or the whole text when there is none; "–" for nothing. */
  public static String commonName(@Nullable String distinguishedName) {
    if (distinguishedName == null || distinguishedName.isBlank()) {
      return "–";
    }
    try {
      for (var part : new LdapName(distinguishedName).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(part.getValue());
        }
      }
    } catch (InvalidNameException e) {
      return distinguishedName;
    }
    return distinguishedName;
  }
}
