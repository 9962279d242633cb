package vn.antin.auth.api.scope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Role;

/** One administrator's walk. */
final class Walk {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9_-]{16,}");

  private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::value).toList();

  private final JdbcClient jdbc;
  private final String origin;
  private final RandomTree tree;
  private final AccountId administrator;
  private final Random random;
  private final Set<UUID> unitsOutside;
  private final Set<UUID> officialsOutside;
  private final Set<UUID> above;
  private final Set<String> secrets = new HashSet<>();
  private final List<String> wordsOutside = new ArrayList<>();
  private final List<String> codesOutside = new ArrayList<>();

  Walk(JdbcClient jdbc, String origin, RandomTree tree, AccountId administrator, Random random) {
    this.jdbc = jdbc;
    this.origin = origin;
    this.tree = tree;
    this.administrator = administrator;
    this.random = random;
    Set<UUID> scope = tree.scope(administrator);
    Set<UUID> inside = tree.officialsIn(scope);
    unitsOutside = new LinkedHashSet<>(tree.units());
    unitsOutside.removeAll(scope);
    officialsOutside = new LinkedHashSet<>(tree.officials());
    officialsOutside.removeAll(inside);
    officialsOutside.remove(administrator.value());
    above = tree.above(administrator);
    collect();
  }

  /** Every id, name and code that the administrator may not read. */
  private void collect() {
    for (UUID unit : unitsOutside) {
      secrets.add(unit.toString());
      jdbc.sql("SELECT code, name FROM org_unit WHERE id = :id")
          .param("id", unit)
          .query((row, number) ->
              codesOutside.add(row.getString("code")) && wordsOutside.add(row.getString("name")))
          .list();
      secrets.addAll(
          jdbc.sql("SELECT id::text FROM post WHERE unit_id = :id")
              .param("id", unit)
              .query(String.class)
              .list());
      secrets.addAll(
          jdbc.sql("SELECT id::text FROM signing_delegation WHERE unit_id = :id")
              .param("id", unit)
              .query(String.class)
              .list());
      // The official's own roles elsewhere are no secret to them, but are not within any scope.
      secrets.addAll(
          jdbc.sql("SELECT id::text FROM role_grant WHERE unit_id = :id AND account_id <> :own")
              .param("id", unit)
              .param("own", administrator.value())
              .query(String.class)
              .list());
    }
    for (UUID official : officialsOutside) {
      secrets.add(official.toString());
      jdbc.sql("SELECT username, given_name, email FROM account WHERE id = :id")
          .param("id", official)
          .query((row, number) ->
              wordsOutside.add(row.getString("given_name"))
                  && secrets.add(row.getString("username"))
                  && secrets.add(row.getString("email")))
          .list();
      secrets.addAll(
          jdbc.sql("SELECT id::text FROM assignment WHERE account_id = :id")
              .param("id", official)
              .query(String.class)
              .list());
    }
    secrets.addAll(wordsOutside);
    secrets.addAll(codesOutside);
  }

  /**
   * What lies outside, and who holds more power than the administrator, as one value; parts of it
   * say which kind has changed.
   */
  String outsideState() {
    return jdbc.sql(
            """
            SELECT concat_ws(' | ',
              (SELECT md5(string_agg(id || ' ' || version || changed_in::text, ',' ORDER BY id))
               FROM account WHERE id = ANY (:officials)),
              (SELECT md5(string_agg(id || ' ' || version, ',' ORDER BY id))
               FROM account WHERE id = ANY (:above)),
              (SELECT md5(string_agg(id || ' ' || changed_in::text, ',' ORDER BY id))
               FROM org_unit WHERE id = ANY (:units)),
              (SELECT md5(string_agg(id || ' ' || changed_in::text, ',' ORDER BY id))
               FROM assignment WHERE account_id = ANY (:officials)),
              (SELECT count(*) FROM post p WHERE p.unit_id = ANY (:units)),
              (SELECT count(*) FROM assignment s JOIN post p ON p.id = s.post_id
               WHERE p.unit_id = ANY (:units)),
              (SELECT md5(string_agg(id || ' ' || changed_in::text, ',' ORDER BY id))
               FROM role_grant WHERE account_id = ANY (:officials) OR account_id = ANY (:above)),
              (SELECT count(*) FROM role_grant WHERE unit_id = ANY (:units)),
              (SELECT md5(string_agg(id || ' ' || version, ',' ORDER BY id))
               FROM signing_delegation WHERE unit_id = ANY (:units)))
            """)
        .param("above", above.toArray(UUID[]::new))
        .param("officials", officialsOutside.toArray(UUID[]::new))
        .param("units", unitsOutside.toArray(UUID[]::new))
        .query(String.class)
        .single();
  }

  /** Calls it once with random values; what was found in the answer that must not be there. */
  List<String> call(String endpoint, HandlerMethod handler) {
    String[] parts = endpoint.split(" ", 2);
    StringBuilder path = new StringBuilder();
    String target = "";
    Matcher variables = VARIABLE.matcher(parts[1]);
    while (variables.find()) {
      target = value(variables.group(1), parts[1].substring(0, variables.start()));
      variables.appendReplacement(path, Matcher.quoteReplacement(encode(target)));
    }
    variables.appendTail(path);
    char separator = '?';
    for (Parameter parameter : handler.getMethod().getParameters()) {
      RequestParam asked = parameter.getAnnotation(RequestParam.class);
      if (asked != null && random.nextInt(3) > 0) {
        String name = asked.name().isEmpty() ? asked.value() : asked.name();
        name = name.isEmpty() ? parameter.getName() : name;
        path.append(separator).append(name).append('=').append(encode(value(name, parts[1] + "?")));
        separator = '&';
      }
    }
    String template = Objects.requireNonNullElse(Endpoints.WALKED.get(endpoint), "");
    StringBuilder body = new StringBuilder();
    Matcher places = VARIABLE.matcher(template);
    while (places.find()) {
      places.appendReplacement(
          body, Matcher.quoteReplacement(value(places.group(1), parts[1] + "#")));
    }
    places.appendTail(body);
    HttpResponse<byte[]> answer = send(parts[0], path.toString(), body.toString(), target);
    return judge(endpoint, path + " " + body, target, answer);
  }

  private List<String> judge(
      String endpoint, String sent, String target, HttpResponse<byte[]> answer) {
    List<String> found = new ArrayList<>();
    String told = answer.headers().map() + decoded(body(answer));
    String said = decoded(sent);
    for (String secret : secrets) {
      // What the caller says is no news to them.
      if (told.contains(secret) && !said.contains(secret)) {
        int at = told.indexOf(secret);
        found.add(
            "%s answered %d with %s, sent %s: …%s…"
                .formatted(
                    endpoint,
                    answer.statusCode(),
                    secret,
                    sent,
                    told.substring(Math.max(0, at - 200), Math.min(told.length(), at + 80))));
      }
    }
    if (answer.statusCode() >= 500) {
      found.add("%s answered %d, sent %s: %s".formatted(endpoint, answer.statusCode(), sent, told));
    }
    boolean outside = secrets.contains(target);
    if (outside && answer.statusCode() < 400) {
      found.add(
          "%s answered %d about something outside, sent %s"
              .formatted(endpoint, answer.statusCode(), sent));
    }
    if (outside && endpoint.startsWith("GET ")) {
      String other = UUID.randomUUID().toString();
      HttpResponse<byte[]> nothing = send("GET", sent.strip().replace(target, other), "", other);
      if (nothing.statusCode() != answer.statusCode()
          || !body(nothing).replace(other, "").equals(body(answer).replace(target, ""))) {
        found.add(
            "%s answered for what is outside (%d) unlike for what is not there (%d), sent %s"
                .formatted(endpoint, answer.statusCode(), nothing.statusCode(), sent));
      }
    }
    return found;
  }

  /** A value for a part of the address or body of this name; mostly from outside the scope. */
  private String value(String name, String before) {
    return switch (name) {
      case "account", "accountId", "official", "officialId", "person", "personId" -> official();
      case "unit", "unitId", "parent", "parentId", "target", "under" -> unit();
      case "post", "postId" -> row("SELECT id::text FROM post");
      case "assignment", "assignmentId" -> row("SELECT id::text FROM assignment");
      case "grant" -> row("SELECT id::text FROM role_grant");
      case "proposal" -> row("SELECT id::text FROM power_proposal");
      case "role" -> ROLES.get(random.nextInt(ROLES.size()));
      case "q", "word", "search" -> word();
      case "fresh", "name", "reason" -> tree.word();
      case "code", "identifier", "unitCode" -> code();
      case "format" -> random.nextBoolean() ? "csv" : "xlsx";
      case "active", "complete", "makePosts" -> Boolean.toString(random.nextBoolean());
      case "limit" -> Integer.toString(1 + random.nextInt(30));
      case "on", "day", "date", "from", "to", "asOf" ->
          before.contains("/audit") ? "2026-11-01T00:00:00Z" : "2026-11-01";
      case "state", "status" -> random.nextBoolean() ? "all" : "open";
      case "kind" -> "account.changed";
      case "client", "recipient" -> "demo-app";
      case "after" -> after(before);
      case "id" -> id(before);
      default -> random.nextBoolean() ? word() : unit();
    };
  }

  private String id(String before) {
    if (before.contains("proposals")) {
      return row("SELECT id::text FROM power_proposal");
    }
    if (before.contains("role-grants")) {
      return row("SELECT id::text FROM role_grant");
    }
    if (before.contains("delegations")) {
      return row("SELECT id::text FROM signing_delegation");
    }
    if (before.contains("units")) {
      return unit();
    }
    if (before.contains("posts")) {
      return row("SELECT id::text FROM post");
    }
    if (before.contains("assignments")) {
      return row("SELECT id::text FROM assignment");
    }
    if (before.contains("reorganisations")) {
      return row("SELECT id::text FROM reorganisation");
    }
    if (before.contains("imports")) {
      return row("SELECT id::text FROM official_import");
    }
    return before.contains("clients") ? "demo-app" : official();
  }

  private String after(String before) {
    if (before.contains("audit")) {
      return Integer.toString(random.nextInt(5000));
    }
    return switch (random.nextInt(3)) {
      case 0 -> official();
      case 1 -> unit();
      default ->
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString((word() + "\u001f" + official()).getBytes(StandardCharsets.UTF_8));
    };
  }

  private String official() {
    return random.nextInt(3) > 0 && !officialsOutside.isEmpty()
        ? List.copyOf(officialsOutside).get(random.nextInt(officialsOutside.size())).toString()
        : tree.officials().get(random.nextInt(tree.officials().size())).toString();
  }

  private String unit() {
    return random.nextInt(3) > 0 && !unitsOutside.isEmpty()
        ? List.copyOf(unitsOutside).get(random.nextInt(unitsOutside.size())).toString()
        : tree.units().get(random.nextInt(tree.units().size())).toString();
  }

  private String word() {
    return random.nextInt(4) == 0 || wordsOutside.isEmpty()
        ? tree.word()
        : wordsOutside.get(random.nextInt(wordsOutside.size()));
  }

  private String code() {
    return random.nextInt(4) == 0 || codesOutside.isEmpty()
        ? tree.word()
        : codesOutside.get(random.nextInt(codesOutside.size()));
  }

  private String row(String sql) {
    String table = sql.substring(sql.lastIndexOf(' ') + 1);
    List<String> rows =
        jdbc.sql("SELECT to_regclass(:table) IS NULL")
                .param("table", table)
                .query(Boolean.class)
                .single()
            ? List.of()
            : jdbc.sql(sql + " ORDER BY 1").query(String.class).list();
    return rows.isEmpty() ? UUID.randomUUID().toString() : rows.get(random.nextInt(rows.size()));
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Authorization", "Bearer " + administrator + "_admin")
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!method.equals("GET") && !method.equals("POST")) {
      request.header("If-Match", "\"" + version(target) + "\"");
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The very version, as whoever has seen it would name it. */
  private String version(String target) {
    return jdbc.sql(
            """
            SELECT changed_in::text FROM role_grant WHERE id::text = :id
            UNION ALL SELECT version::text FROM account WHERE id::text = :id
            UNION ALL SELECT version::text FROM org_unit WHERE id::text = :id
            UNION ALL SELECT version::text FROM signing_delegation WHERE id::text = :id
            UNION ALL SELECT version::text FROM post WHERE id::text = :id
            """)
        .param("id", target)
        .query(String.class)
        .optional()
        .orElse("1");
  }

  /** A text, and what is encoded in it. */
  private static String decoded(String plain) {
    StringBuilder text = new StringBuilder(plain);
    Matcher encoded = ENCODED.matcher(plain);
    while (encoded.find()) {
      try {
        text.append(
            new String(Base64.getUrlDecoder().decode(encoded.group()), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        text.append(' '); // not encoded after all
      }
    }
    return text.toString();
  }

  private static String body(HttpResponse<byte[]> answer) {
    byte[] body = answer.body();
    if (body.length < 2 || body[0] != 'P' || body[1] != 'K') {
      return new String(body, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(body))) {
      for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
        text.append(new String(parts.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
