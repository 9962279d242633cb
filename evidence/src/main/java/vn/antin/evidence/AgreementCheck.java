package vn.antin.evidence;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;
import vn.antin.evidence.EvidenceFile.Agreement;
import vn.antin.evidence.EvidenceFile.Assertion;
import vn.antin.evidence.EvidenceFile.KeyEvent;

/** What the official agreed to, and with what. */
final class AgreementCheck {
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int RP_ID_HASH = 32;
  private static final int SHORTEST_DATA = 37;

  private final Agreement agreement;
  private final Set<String> origins;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A check.
   *
   * @param origins of the pages where officials agree; empty when the judge knows none
   */
  AgreementCheck(Agreement agreement, Set<String> origins) {
    this.agreement = agreement;
    this.origins = origins;
  }

  /** {@code SHA-256("antin-grant-v1" ‖ random ‖ encoding)}: what was agreed to. */
  static byte[] challenge(Agreement agreement) {
    return Digests.sha256(GrantRecord.VERSION, agreement.random(), agreement.encoding());
  }

  List<Finding> findings() {
    Assertion assertion = agreement.passkey();
    if (assertion == null) {
      findings.add(
          agreement.method().equals("passkey")
              ? Finding.broken(
                  "Agreement by passkey is claimed, but nothing that one signed is here")
              : Finding.open(
                  "Agreed by %s: only the log of auth-server says so"
                      .formatted(
                          agreement.method().equals("pin") ? "signing PIN" : "one-time code")));
      return List.copyOf(findings);
    }
    try {
      signed(assertion);
      clientData(assertion);
    } catch (IllegalArgumentException e) {
      findings.add(Finding.broken("What the passkey signed cannot be read: " + e.getMessage()));
    }
    history(assertion);
    return List.copyOf(findings);
  }

  private void signed(Assertion assertion) {
    CoseKey key = CoseKey.ofAttested(assertion.attested());
    boolean good;
    try {
      Signature check = Signature.getInstance(key.algorithm());
      check.initVerify(key.key());
      check.update(assertion.authenticatorData());
      check.update(Digests.sha256(assertion.clientData()));
      good = check.verify(assertion.signature());
    } catch (GeneralSecurityException e) {
      good = false;
    }
    findings.add(
        good
            ? Finding.ok("The passkey's signature verifies with its public key")
            : Finding.broken("The passkey's signature does not verify with its public key"));
  }

  private void clientData(Assertion assertion) {
    Json.Members client =
        Json.parseMembers(new String(assertion.clientData(), StandardCharsets.UTF_8));
    byte[] answered = Base64.getUrlDecoder().decode(client.text("challenge"));
    if (client.text("type").equals("webauthn.get")
        && MessageDigest.isEqual(answered, challenge(agreement))) {
      findings.add(Finding.ok("The passkey signed the challenge that commits to the whole grant"));
    } else {
      findings.add(Finding.broken("The passkey signed another challenge than this grant's"));
    }
    String origin = client.text("origin");
    if (origins.isEmpty()) {
      findings.add(
          Finding.open(
              "Agreed at %s: --origin tells whether that is the right page".formatted(origin)));
    } else if (origins.contains(origin)) {
      findings.add(Finding.ok("Agreed at " + origin));
    } else {
      findings.add(Finding.broken("Agreed at %s, which is not the page".formatted(origin)));
    }
    authenticatorData(assertion.authenticatorData(), origin);
  }

  private void authenticatorData(byte[] data, String origin) {
    if (data.length < SHORTEST_DATA) {
      throw new IllegalArgumentException("the authenticator's data is too short");
    }
    byte flags = data[RP_ID_HASH];
    if ((flags & USER_PRESENT) == 0 || (flags & USER_VERIFIED) == 0) {
      findings.add(Finding.broken("The device did not verify the official"));
    } else {
      findings.add(Finding.ok("The device verified the official (finger, face or PIN)"));
    }
    if (!relyingParty(data, origin)) {
      findings.add(Finding.broken("The passkey belongs to another site than " + origin));
    }
  }

  /** The relying party's id is the origin's host or a domain above it (WebAuthn §5.1.4). */
  private static boolean relyingParty(byte[] data, String origin) {
    byte[] hash = Arrays.copyOf(data, RP_ID_HASH);
    String host = URI.create(origin).getHost();
    while (host != null) {
      if (MessageDigest.isEqual(hash, Digests.sha256(host.getBytes(StandardCharsets.UTF_8)))) {
        return true;
      }
      int dot = host.indexOf('.');
      host = dot < 0 ? null : host.substring(dot + 1);
    }
    return false;
  }

  private void history(Assertion assertion) {
    byte[] key = Digests.sha256(assertion.attested());
    KeyEvent registered = event(assertion, key, "registered");
    KeyEvent removed = event(assertion, key, "removed");
    KeyEvent closed = event(assertion, key, "closed");
    Instant at = agreement.at();
    if (registered == null || registered.at().isAfter(at)) {
      findings.add(Finding.broken("The passkey was not registered when it agreed"));
    } else if (before(removed, at) || before(closed, at)) {
      findings.add(Finding.broken("The passkey had been removed or closed before it agreed"));
    } else {
      findings.add(
          Finding.open(
              "The passkey was the official's from %s on, as auth-server says; its log's rows passkey.* tell"
                  .formatted(registered.at())));
    }
    if (closed != null && !before(closed, at)) {
      findings.add(
          Finding.open(
              "A copy of the passkey was noticed later, at %s: who held it then is for the judge"
                  .formatted(closed.at())));
    }
  }

  private @Nullable KeyEvent event(Assertion assertion, byte[] key, String kind) {
    return agreement.history().stream()
        .filter(event -> event.event().equals(kind))
        .filter(event -> event.passkey().equals(assertion.passkey()))
        .filter(event -> MessageDigest.isEqual(event.key(), key))
        .findFirst()
        .orElse(null);
  }

  private static boolean before(@Nullable KeyEvent event, Instant at) {
    return event != null && event.at().isBefore(at);
  }
}
