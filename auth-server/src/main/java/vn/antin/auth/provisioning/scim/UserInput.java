package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.org.AssignmentKind;

/**
 * A user as a client wants it.
 *
 * @param nationalId written, never read; null when not given
 * @param posts null when the client says nothing about posts
 */
record UserInput(
    String userName,
    PersonName name,
    @Nullable String email,
    @Nullable String telephone,
    String locale,
    boolean active,
    @Nullable String officialCode,
    @Nullable String externalId,
    @Nullable NationalId nationalId,
    @Nullable List<Post> posts) {
  private static final int MOST_POSTS = 20;

  /** A post as a client wants it; the unit by id or by code. */
  record Post(
      @Nullable String unit,
      @Nullable String unitCode,
      String title,
      AssignmentKind kind,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {}

  static UserInput of(ObjectNode user) {
    String userName = text(user, "userName");
    if (userName == null) {
      throw ScimFault.invalidValue("userName is required");
    }
    JsonNode enterprise = member(user, Resources.ENTERPRISE);
    JsonNode official = member(user, Resources.OFFICIAL);
    String locale = text(user, "locale");
    return new UserInput(
        userName,
        name(user),
        value(user, "emails"),
        value(user, "phoneNumbers"),
        locale != null && locale.toLowerCase(Locale.ROOT).startsWith("en") ? "en" : "vi",
        active(user),
        text(enterprise, "employeeNumber"),
        text(user, "externalId"),
        number(official),
        posts(official));
  }

  private static PersonName name(ObjectNode user) {
    JsonNode name = member(user, "name");
    String given = text(name, "givenName");
    if (given != null) {
      return new PersonName(or(text(name, "familyName")), or(text(name, "middleName")), given);
    }
    String whole = text(name, "formatted");
    whole = whole == null ? text(user, "displayName") : whole;
    if (whole == null) {
      throw ScimFault.invalidValue("name.givenName, name.formatted or displayName is required");
    }
    return PersonName.of(whole);
  }

  private static boolean active(ObjectNode user) {
    JsonNode active = member(user, "active");
    // Some clients write the word instead of the value.
    return active.isMissingNode() || active.isNull() || Boolean.parseBoolean(active.asText());
  }

  private static @Nullable NationalId number(JsonNode official) {
    String number = text(official, "nationalId");
    return number == null
        ? null
        : NationalId.read(number)
            .orElseThrow(() -> ScimFault.invalidValue("nationalId: expected twelve digits"));
  }

  private static @Nullable List<Post> posts(JsonNode official) {
    JsonNode given = member(official, "posts");
    if (!given.isArray()) {
      return null;
    }
    if (given.size() > MOST_POSTS) {
      throw ScimFault.invalidValue("more than %d posts".formatted(MOST_POSTS));
    }
    List<Post> posts = new ArrayList<>();
    for (JsonNode post : given) {
      String title = text(post, "title");
      String kind = text(post, "kind");
      Optional<AssignmentKind> known =
          kind == null ? Optional.of(AssignmentKind.MAIN) : AssignmentKind.of(kind);
      if (title == null || known.isEmpty()) {
        throw ScimFault.invalidValue(
            "a post has a title, and the kind main, concurrent, seconded or acting");
      }
      posts.add(
          new Post(
              text(post, "unit"),
              text(post, "unitCode"),
              title,
              known.get(),
              date(post, "from"),
              date(post, "until")));
    }
    if (posts.stream().filter(post -> post.kind() == AssignmentKind.MAIN).count() > 1) {
      throw ScimFault.invalidValue("only one post is the main one");
    }
    return List.copyOf(posts);
  }

  private static @Nullable LocalDate date(JsonNode post, String member) {
    String text = text(post, member);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw ScimFault.invalidValue(member + ": expected a date as 2026-11-22");
    }
  }

  /** The primary value, or the first. */
  private static @Nullable String value(ObjectNode user, String member) {
    JsonNode values = member(user, member);
    JsonNode chosen = null;
    for (JsonNode value : values) {
      if (chosen == null || member(value, "primary").asBoolean()) {
        chosen = value;
      }
    }
    return chosen == null ? null : text(chosen, "value");
  }

  private static @Nullable String text(JsonNode object, String member) {
    JsonNode value = member(object, member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw ScimFault.invalidValue(member + ": expected a text");
    }
    return value.asText().isBlank() ? null : value.asText();
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Names of attributes have no case (RFC 7643 §2.1). */
  private static JsonNode member(JsonNode object, String name) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return MissingNode.getInstance();
  }
}
