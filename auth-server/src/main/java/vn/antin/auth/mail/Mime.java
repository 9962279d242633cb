package vn.antin.auth.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** The form of a mail on the wire. */
final class Mime {
  /** What mails are called to be from, beside the address. */
  private static final String HOUSE = "Ấn Tín";

  private Mime() {}

  /** The mail, complete; its Message-ID is the same whenever it is made. */
  static MimeMessage of(Letter letter, String key, MailAddress from, Session session)
      throws MessagingException {
    String charset = StandardCharsets.UTF_8.name();
    MimeMessage mail = new MimeMessage(session);
    try {
      mail.setFrom(new InternetAddress(from.reveal(), HOUSE, charset));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
    mail.setRecipient(
        RecipientType.TO, new InternetAddress(new MailAddress(letter.to()).reveal(), true));
    mail.setSubject(letter.subject(), charset);
    mail.setText(letter.text(), charset);
    mail.setSentDate(Date.from(letter.written()));
    mail.setHeader("Content-Language", letter.language());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    String host = from.reveal().substring(from.reveal().lastIndexOf('@') + 1);
    mail.setHeader("Message-ID", "<" + key + "@" + host + ">");
    return mail;
  }
}
