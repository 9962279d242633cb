package vn.antin.auth.mail;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import vn.antin.auth.outbox.Attempt;
import vn.antin.auth.outbox.Delivery;
import vn.antin.auth.outbox.Message;
import vn.antin.rootkey.RootKeyException;

/** Hands the outbox's mails to what carries them. */
final class MailDelivery implements Delivery {
  private final Carrier carrier;
  private final Envelopes envelopes;
  private final InstantSource clock;

  MailDelivery(Carrier carrier, Envelopes envelopes, InstantSource clock) {
    this.carrier = carrier;
    this.envelopes = envelopes;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Mailer.KIND;
  }

  @Override
  public String nameOf(String recipient) {
    return carrier.name();
  }

  @Override
  public Attempt deliver(Message message) {
    String key = Objects.requireNonNull(message.key());
    Letter letter;
    try {
      letter = envelopes.open(message.body(), key);
    } catch (RootKeyException e) {
      return new Attempt.Dead("the mail does not open under this root key");
    }
    Instant until = letter.until();
    if (until != null && !clock.instant().isBefore(until)) {
      return new Attempt.Dead("the code or link in it ran out before the mail could leave");
    }
    return carrier.carry(letter, key);
  }
}
