package vn.antin.signing.submission;

import java.util.UUID;

/** With what a step can be signed at this moment. */
sealed interface Choice {
  /**
   * A credential in force.
   *
   * @param kind official or seal
   * @param custody service when this service holds the key, usb-token when the official does
   */
  record Usable(UUID id, String kind, String custody, String subject) implements Choice {
    boolean heldHere() {
      return custody.equals("service");
    }
  }

  /**
   * Nothing can be signed now.
   *
   * @param code names the reason; its text is in the messages
   */
  record Obstacle(String code) implements Choice {}
}
