package vn.antin.signing.token;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The attributes that keys are made and unwrapped with, a vendor's peculiarities included. */
final class KeyTemplates {

  private static final long KEY_TYPE_RSA = 0;
  private static final long KEY_TYPE_EC = 3;
  private static final long KEY_TYPE_EDWARDS = 0x40;
  private static final Map<KeyKind, String> CURVES =
      Map.of(
          KeyKind.EC_P256, "06082a8648ce3d030107",
          KeyKind.EC_P384, "06052b81040022",
          KeyKind.EC_P521, "06052b81040023",
          KeyKind.ED25519, "130c656477617264733235353139");

  private final AttributeQuirks quirks;
  private final Map<String, CryptokiTemplate> unwrapped = new ConcurrentHashMap<>();

  KeyTemplates(AttributeQuirks quirks) {
    this.quirks = quirks;
  }

  /** The mechanism that makes pairs of this kind; -1 when PKCS#11 has none. */
  static long generation(KeyKind kind) {
    return switch (kind) {
      case RSA_2048, RSA_3072, RSA_4096 -> 0x0;
      case EC_P256, EC_P384, EC_P521 -> 0x1040;
      case ED25519 -> 0x1055;
      case ML_DSA_65 -> -1;
    };
  }

  CryptokiTemplate publicHalf(KeyKind kind, boolean resident) {
    CryptokiTemplate template =
        CryptokiTemplate.of(Cryptoki.CLASS_PUBLIC_KEY)
            .with(Cryptoki.TOKEN, resident)
            .with(Cryptoki.VERIFY, true);
    String curve = CURVES.get(kind);
    template =
        curve != null
            ? template.with(Cryptoki.EC_PARAMS, HexFormat.of().parseHex(curve))
            : template
                .with(Cryptoki.MODULUS_BITS, (long) kind.bits())
                .with(Cryptoki.PUBLIC_EXPONENT, new byte[] {1, 0, 1});
    return quirks.apply(AttributeQuirks.Template.PUBLIC, template);
  }

  /** A private key that stays in the token. */
  CryptokiTemplate resident() {
    return quirks.apply(
        AttributeQuirks.Template.RESIDENT, signing(true).with(Cryptoki.EXTRACTABLE, false));
  }

  /** A private key that is going to be wrapped and then destroyed. */
  CryptokiTemplate toBeWrapped() {
    return quirks.apply(
        AttributeQuirks.Template.TO_BE_WRAPPED, signing(false).with(Cryptoki.EXTRACTABLE, true));
  }

  /** A key that was unwrapped to sign. */
  CryptokiTemplate unwrapped(String family) {
    return unwrapped.computeIfAbsent(
        family,
        _ ->
            quirks.apply(
                AttributeQuirks.Template.UNWRAPPED,
                signing(false)
                    .with(Cryptoki.KEY_TYPE, type(family))
                    .with(Cryptoki.EXTRACTABLE, false)));
  }

  /** A key that was unwrapped to be wrapped again under another master key. */
  CryptokiTemplate inTransit(String family) {
    return quirks.apply(
        AttributeQuirks.Template.UNWRAPPED,
        signing(false)
            .with(Cryptoki.KEY_TYPE, type(family))
            .with(Cryptoki.SIGN, false)
            .with(Cryptoki.EXTRACTABLE, true));
  }

  private static CryptokiTemplate signing(boolean resident) {
    return CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY)
        .with(Cryptoki.TOKEN, resident)
        .with(Cryptoki.PRIVATE, true)
        .with(Cryptoki.SENSITIVE, true)
        .with(Cryptoki.SIGN, true)
        .with(Cryptoki.SIGN_RECOVER, false)
        .with(Cryptoki.DECRYPT, false)
        .with(Cryptoki.UNWRAP, false)
        .with(Cryptoki.DERIVE, false);
  }

  private static long type(String family) {
    return switch (family) {
      case "RSA" -> KEY_TYPE_RSA;
      case "EC" -> KEY_TYPE_EC;
      default -> KEY_TYPE_EDWARDS;
    };
  }
}
