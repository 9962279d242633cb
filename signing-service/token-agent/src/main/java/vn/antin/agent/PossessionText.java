package vn.antin.agent;

import java.nio.charset.StandardCharsets;

/**
 * What the key in the token signs to prove that its holder has it. The first line keeps it from
 * being taken for anything else, the others from being used at another server, again, or for
 * another certificate; signing-service makes the same text by itself.
 */
final class PossessionText {

  private PossessionText() {}

  /**
   * The bytes, in ASCII.
   *
   * @param certificate its SHA-256 in small hexadecimal digits
   */
  static byte[] of(ServerAddress server, RegistrationCode code, String certificate) {
    return """
    antin-usb-token-registration-v1
    server: %s
    code: %s
    certificate: %s
    """
        .formatted(server.text(), code.symbols(), certificate)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
