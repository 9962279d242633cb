package vn.antin.auth.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.rootkey.RootKey;

/** Closes letters for the outbox and opens them again; each opens only in its own row. */
@Component
final class Envelopes {
  private final RootKey rootKey;
  private final JsonMapper json;

  Envelopes(RootKey rootKey, JsonMapper json) {
    this.rootKey = rootKey;
    this.json = json;
  }

  String close(Letter letter, String key) {
    byte[] text = json.writeValueAsString(letter).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(rootKey.wrap(text, context(key)));
  }

  Letter open(String closed, String key) {
    byte[] text = rootKey.unwrap(Base64.getDecoder().decode(closed), context(key));
    return json.readValue(new String(text, StandardCharsets.UTF_8), Letter.class);
  }

  private static String context(String key) {
    return "mail:" + key;
  }
}
