package vn.antin.signing.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One page of the change feed: per type the last state of each object named in it, as JSON arrays
 * ready for the database.
 */
record FeedPage(Map<String, String> itemsByType, String next, boolean more) {
  static final List<String> TYPES =
      List.of("unit", "official", "assignment", "role", "succession", "delegation");

  FeedPage {
    itemsByType = Map.copyOf(itemsByType);
  }

  /** Later items replace earlier ones of the same id; types we do not know are left out. */
  static FeedPage of(JsonNode answer) {
    var last = new LinkedHashMap<String, Map<String, JsonNode>>();
    for (var item : answer.path("items")) {
      last.computeIfAbsent(item.path("type").asString(""), _ -> new LinkedHashMap<>())
          .put(item.path("id").asString(""), item);
    }
    var arrays = new LinkedHashMap<String, String>();
    for (var type : TYPES) {
      var items = last.get(type);
      if (items != null) {
        arrays.put(type, items.values().toString());
      }
    }
    return new FeedPage(
        arrays, answer.path("next").asString(""), answer.path("more").asBoolean(false));
  }
}
