package vn.antin.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;
import vn.antin.auth.outbox.Attempt;

/** Puts mails into a folder. */
final class FolderCarrier implements Carrier {
  private final MailFolder folder;
  private final MailAddress sender;

  FolderCarrier(MailFolder folder, MailAddress sender) {
    this.folder = folder;
    this.sender = sender;
  }

  @Override
  public String name() {
    return "/mail";
  }

  @Override
  public Attempt carry(Letter letter, String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Mime.of(letter, key, sender, Session.getInstance(new Properties())).writeTo(bytes);
      folder.put(letter.written(), key, bytes.toByteArray());
      return new Attempt.Delivered();
    } catch (MessagingException | IOException e) {
      return new Attempt.Retry("the mail folder cannot be written to");
    }
  }
}
