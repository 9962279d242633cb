package vn.antin.auth.login.factor;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many wrong codes in a row, of one kind and account, mean something. Codes are typed after the
 * password, so whoever types them has it.
 *
 * @param tell after so many the official is told that somebody has their password and guesses
 * @param close after so many codes of this kind count no more, until the official proves another
 *     factor or an administrator helps (NIST SP 800-63B-4 §3.2.2 allows 100 at most)
 */
@ConfigurationProperties("antin.login.codes")
@Validated
record CodeProperties(
    @DefaultValue("10") @Positive int tell, @DefaultValue("30") @Positive int close) {
  public CodeProperties {
    if (tell > close) {
      throw new IllegalArgumentException("antin.login.codes: expected tell to be at most close");
    }
  }
}
