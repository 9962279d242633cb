package vn.antin.auth.approval.asked;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the token endpoint tells the application, in the words in which it asked. */
public final class ClientAnswer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CREDENTIAL = "credentialID";

  private ClientAnswer() {}

  /**
   * Members of the token answer, as a JSON object; null when they are the normal form.
   *
   * @param asked as {@link WishReader} read it
   */
  public static @Nullable String of(Wish wish, String asked, UUID chosen) {
    ObjectNode answer = JSON.createObjectNode();
    switch (wish.dialect()) {
      case ANTIN -> {
        return null;
      }
      case CSC_2_0, CSC_2_2 -> {
        ArrayNode details = (ArrayNode) JSON.readTree(asked);
        ((ObjectNode) details.get(0)).put(CREDENTIAL, chosen.toString());
        answer.set("authorization_details", details);
      }
      case CSC_PARAMETERS -> {}
    }
    return JSON.writeValueAsString(answer.put(CREDENTIAL, chosen.toString()));
  }
}
