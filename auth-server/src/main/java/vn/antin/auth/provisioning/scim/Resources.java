package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of RFC 7643, and what all resources have in common. */
final class Resources {
  static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  static final String OFFICIAL = "urn:antin:params:scim:schemas:extension:official:1.0:User";
  static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private static final Set<String> ALWAYS = Set.of("id", "schemas", "meta");

  private Resources() {}

  static ObjectNode object() {
    return JsonUtils.getJsonNodeFactory().objectNode();
  }

  static ArrayNode array() {
    return JsonUtils.getJsonNodeFactory().arrayNode();
  }

  /**
   * What the client asked to see of a resource (RFC 7644 §3.9).
   *
   * @param attributes names separated by commas; null for the usual ones
   * @param excluded names not to be shown
   */
  record View(@Nullable String attributes, @Nullable String excluded) {
    static final View WHOLE = new View(null, null);

    ObjectNode of(ObjectNode resource) {
      if (attributes != null && !attributes.isBlank()) {
        Set<String> wanted = names(attributes);
        resource
            .properties()
            .removeIf(entry ->
                !ALWAYS.contains(entry.getKey())
                    && !wanted.contains(entry.getKey().toLowerCase(Locale.ROOT)));
      } else if (excluded != null && !excluded.isBlank()) {
        Set<String> unwanted = names(excluded);
        resource
            .properties()
            .removeIf(entry ->
                !ALWAYS.contains(entry.getKey())
                    && unwanted.contains(entry.getKey().toLowerCase(Locale.ROOT)));
      }
      return resource;
    }

    /** Whether a member that costs a query is to be shown. */
    boolean shows(String name) {
      String lower = name.toLowerCase(Locale.ROOT);
      return (attributes != null && !attributes.isBlank())
          ? names(attributes).contains(lower)
          : excluded == null || !names(excluded).contains(lower);
    }

    /** The members that are named; of a sub-attribute, the one it is part of. */
    private static Set<String> names(String list) {
      return Arrays.stream(list.split(",", -1))
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .map(View::member)
          .collect(Collectors.toSet());
    }

    private static String member(String name) {
      if (name.startsWith("urn:")) {
        for (String schema : new String[] {ENTERPRISE, OFFICIAL}) {
          if (name.startsWith(schema.toLowerCase(Locale.ROOT))) {
            return schema.toLowerCase(Locale.ROOT);
          }
        }
        String core = name.substring(name.lastIndexOf(':') + 1);
        return core.contains(".") ? core.substring(0, core.indexOf('.')) : core;
      }
      return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
  }
}
