package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.web.House;

/** Several requests in one (RFC 7644 §3.7), each its own transaction, in the order given. */
@Component
final class Bulk {
  static final int MOST = 1000;

  private static final String RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
  private static final Pattern USER = Pattern.compile("/Users(?:/([^/]+))?");
  private static final Pattern REFERENCE = Pattern.compile("bulkId:([A-Za-z0-9._-]{1,100})");

  private final Users users;
  private final House house;

  Bulk(Users users, House house) {
    this.users = users;
    this.house = house;
  }

  ObjectNode run(ScimClient client, ObjectNode request) {
    JsonNode operations = request.path("Operations");
    if (!operations.isArray()) {
      throw ScimFault.invalidSyntax("expected Operations");
    }
    if (operations.size() > MOST) {
      throw new ScimFault(413, "tooMany", "more than %d operations".formatted(MOST));
    }
    int limit =
        request.path("failOnErrors").isInt()
            ? request.path("failOnErrors").asInt()
            : Integer.MAX_VALUE;
    ObjectNode response = Resources.object();
    response.putArray("schemas").add(RESPONSE);
    ArrayNode results = response.putArray("Operations");
    Map<String, String> made = new HashMap<>();
    int errors = 0;
    for (JsonNode operation : operations) {
      ObjectNode result = one(client, operation, made);
      results.add(result);
      if (result.has("response") && ++errors >= limit) {
        break;
      }
    }
    return response;
  }

  private ObjectNode one(ScimClient client, JsonNode operation, Map<String, String> made) {
    ObjectNode result = Resources.object();
    String method = operation.path("method").asText().toUpperCase(Locale.ROOT);
    result.put("method", method);
    String bulkId = operation.path("bulkId").isTextual() ? operation.path("bulkId").asText() : null;
    if (bulkId != null) {
      result.put("bulkId", bulkId);
    }
    try {
      carryOut(client, method, operation, bulkId, made, result);
    } catch (ScimFault fault) {
      result.put("status", Integer.toString(fault.status()));
      result.set("response", ScimBody.object(ScimBody.write(ScimBody.error(fault))));
    }
    return result;
  }

  private void carryOut(
      ScimClient client,
      String method,
      JsonNode operation,
      @Nullable String bulkId,
      Map<String, String> made,
      ObjectNode result) {
    Matcher path = USER.matcher(resolved(operation.path("path").asText(), made));
    if (!path.matches()) {
      throw new ScimFault(404, null, "only /Users can be changed");
    }
    String id = path.group(1);
    if (id != null) {
      result.put("location", house.issuer() + "/scim/v2/Users/" + id);
    }
    String version =
        operation.path("version").isTextual() ? operation.path("version").asText() : null;
    if (method.equals("POST") && id == null) {
      if (bulkId == null) {
        throw ScimFault.invalidSyntax("POST needs a bulkId");
      }
      ObjectNode user = users.create(client, data(operation, made));
      made.put(bulkId, user.path("id").asText());
      done(result, "201", user);
    } else if (method.equals("PUT") && id != null) {
      done(result, "200", users.replace(client, account(id), data(operation, made), version));
    } else if (method.equals("PATCH") && id != null) {
      done(result, "200", users.patch(client, account(id), data(operation, made), version));
    } else if (method.equals("DELETE") && id != null) {
      users.leave(client, account(id), version);
      result.put("status", "204");
    } else {
      throw ScimFault.invalidSyntax("method and path do not fit together");
    }
  }

  private static void done(ObjectNode result, String status, ObjectNode user) {
    result.put("location", user.path("meta").path("location").asText());
    result.put("version", user.path("meta").path("version").asText());
    result.put("status", status);
  }

  private static ObjectNode data(JsonNode operation, Map<String, String> made) {
    if (!operation.path("data").isObject()) {
      throw ScimFault.invalidSyntax("expected data");
    }
    return ScimBody.object(resolved(operation.path("data").toString(), made));
  }

  /** Puts the ids of what was made before in the place of its bulkId. */
  private static String resolved(String text, Map<String, String> made) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> {
          String id = made.get(found.group(1));
          if (id == null) {
            throw ScimFault.invalidValue("nothing was made under " + found.group());
          }
          return id;
        });
  }

  private static AccountId account(String id) {
    try {
      return new AccountId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ScimFault.notFound();
    }
  }
}
