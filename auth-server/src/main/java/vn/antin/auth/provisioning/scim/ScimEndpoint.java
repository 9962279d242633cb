package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.antin.auth.account.AccountId;

/** Users, groups and bulk requests (RFC 7644 §3). */
@Controller
@RequestMapping("/scim/v2")
final class ScimEndpoint {
  private static final int LONGEST = 1 << 20;

  private final ScimClients clients;
  private final Users users;
  private final UserTable table;
  private final GroupTable groups;
  private final Bulk bulk;

  ScimEndpoint(ScimClients clients, Users users, UserTable table, GroupTable groups, Bulk bulk) {
    this.clients = clients;
    this.users = users;
    this.table = table;
    this.groups = groups;
    this.bulk = bulk;
  }

  @GetMapping("/Users")
  ResponseEntity<String> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(required = false) @Nullable String sortBy,
      @RequestParam(required = false) @Nullable String sortOrder,
      @RequestParam(required = false) @Nullable Integer startIndex,
      @RequestParam(required = false) @Nullable Integer count,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes) {
    return users(
        clients.of(token),
        PageOf.of(
            filter,
            sortBy,
            sortOrder,
            startIndex,
            count,
            new Resources.View(attributes, excludedAttributes)));
  }

  /** The same by POST: a filter about people does not belong into the logs of proxies. */
  @PostMapping("/Users/.search")
  ResponseEntity<String> search(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    return users(clients.of(token), asked(ScimBody.object(body(request))));
  }

  private ResponseEntity<String> users(ScimClient client, PageOf page) {
    return listed(
        table.count(client, page), page, page.count() == 0 ? List.of() : table.list(client, page));
  }

  @GetMapping("/Users/{id}")
  ResponseEntity<String> one(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
    ObjectNode user = users.get(clients.of(token), new AccountId(id));
    if (known != null && known.contains(version(user))) {
      return ResponseEntity.status(304).eTag(version(user)).build();
    }
    return answer(200, user, new Resources.View(attributes, excludedAttributes));
  }

  @PostMapping("/Users")
  ResponseEntity<String> create(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    return answer(
        201, users.create(clients.of(token), ScimBody.object(body(request))), Resources.View.WHOLE);
  }

  @PutMapping("/Users/{id}")
  ResponseEntity<String> replace(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      HttpServletRequest request)
      throws IOException {
    return answer(
        200,
        users.replace(
            clients.of(token), new AccountId(id), ScimBody.object(body(request)), version),
        Resources.View.WHOLE);
  }

  @PatchMapping("/Users/{id}")
  ResponseEntity<String> patch(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      HttpServletRequest request)
      throws IOException {
    return answer(
        200,
        users.patch(clients.of(token), new AccountId(id), ScimBody.object(body(request)), version),
        Resources.View.WHOLE);
  }

  @DeleteMapping("/Users/{id}")
  ResponseEntity<String> leave(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    users.leave(clients.of(token), new AccountId(id), version);
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/Groups")
  ResponseEntity<String> groups(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(required = false) @Nullable String sortBy,
      @RequestParam(required = false) @Nullable String sortOrder,
      @RequestParam(required = false) @Nullable Integer startIndex,
      @RequestParam(required = false) @Nullable Integer count,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes) {
    return groups(
        clients.of(token),
        PageOf.of(
            filter,
            sortBy,
            sortOrder,
            startIndex,
            count,
            new Resources.View(attributes, excludedAttributes)));
  }

  @PostMapping("/Groups/.search")
  ResponseEntity<String> searchGroups(
      @AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
    return groups(clients.of(token), asked(ScimBody.object(body(request))));
  }

  private ResponseEntity<String> groups(ScimClient client, PageOf page) {
    return listed(
        groups.count(client, page),
        page,
        page.count() == 0 ? List.of() : groups.list(client, page));
  }

  @GetMapping("/Groups/{id}")
  ResponseEntity<String> group(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String attributes,
      @RequestParam(required = false) @Nullable String excludedAttributes) {
    Resources.View view = new Resources.View(attributes, excludedAttributes);
    return ScimBody.ok(
        view.of(
            groups
                .find(clients.of(token), id, view.shows("members"))
                .orElseThrow(ScimFault::notFound)));
  }

  /** Units change by reorganisation, and who is in one by the posts of users. */
  @RequestMapping(
      path = {"/Groups", "/Groups/{id}"},
      method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
  ResponseEntity<String> keepGroups() {
    return refused(
        new ScimFault(
            400, "mutability", "groups are units: change the posts of users, or reorganise"));
  }

  @PostMapping("/Bulk")
  ResponseEntity<String> bulk(@AuthenticationPrincipal Jwt token, HttpServletRequest request)
      throws IOException {
    return ScimBody.ok(bulk.run(clients.of(token), ScimBody.object(body(request))));
  }

  private static PageOf asked(ObjectNode search) {
    return PageOf.of(
        search.path("filter").isTextual() ? search.path("filter").asText() : null,
        search.path("sortBy").isTextual() ? search.path("sortBy").asText() : null,
        search.path("sortOrder").isTextual() ? search.path("sortOrder").asText() : null,
        search.path("startIndex").isInt() ? search.path("startIndex").asInt() : null,
        search.path("count").isInt() ? search.path("count").asInt() : null,
        new Resources.View(names(search, "attributes"), names(search, "excludedAttributes")));
  }

  private static @Nullable String names(ObjectNode search, String member) {
    StringBuilder names = new StringBuilder();
    search.path(member).forEach(name -> names.append(',').append(name.asText()));
    return names.isEmpty() ? null : names.substring(1);
  }

  private static ResponseEntity<String> listed(int total, PageOf page, List<ObjectNode> found) {
    ObjectNode list = Resources.object();
    list.putArray("schemas").add(Resources.LIST);
    list.put("totalResults", total);
    list.put("startIndex", page.start());
    list.put("itemsPerPage", found.size());
    ArrayNode resources = list.putArray("Resources");
    found.forEach(resource -> resources.add(page.view().of(resource)));
    return ScimBody.ok(list);
  }

  private static ResponseEntity<String> answer(int status, ObjectNode user, Resources.View view) {
    String location = user.path("meta").path("location").asText();
    return ScimBody.answer(
        status,
        view.of(user),
        Map.of(HttpHeaders.LOCATION, location, HttpHeaders.ETAG, version(user)));
  }

  private static String version(ObjectNode user) {
    return user.path("meta").path("version").asText();
  }

  private static String body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw new ScimFault(413, null, "the body is longer than %d bytes".formatted(LONGEST));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ScimFault fault) {
    return ScimBody.answer(fault.status(), ScimBody.error(fault), Map.of());
  }

  /** An id that is none of ours names nobody. */
  @ExceptionHandler
  ResponseEntity<String> malformed(MethodArgumentTypeMismatchException mismatch) {
    return refused(
        mismatch.getName().equals("id")
            ? ScimFault.notFound()
            : ScimFault.invalidValue(mismatch.getName() + " is malformed"));
  }
}
