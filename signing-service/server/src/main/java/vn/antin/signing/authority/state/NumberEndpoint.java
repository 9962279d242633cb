package vn.antin.signing.authority.state;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.ProvincePower;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/**
 * Certificates of our own authorities by their serial numbers, also those that no credential stands
 * for. Names of all units are read here, so security administrators of the province alone read.
 */
@RestController
final class NumberEndpoint {
  record NumberList(List<IssuedNumber> items) {}

  record Revocation(@Nullable String serialNumber, @Nullable Integer reason) {}

  private static final Pattern SERIAL = Pattern.compile("[1-9a-f][0-9a-f]{0,39}");
  private static final int MOST = 200;

  private final NumberRepository numbers;
  private final Revocations revocations;
  private final ProvincePower power;
  private final TransactionOperations transaction;

  NumberEndpoint(
      NumberRepository numbers,
      Revocations revocations,
      ProvincePower power,
      TransactionOperations transaction) {
    this.numbers = numbers;
    this.revocations = revocations;
    this.power = power;
    this.transaction = transaction;
  }

  /** Numbers of which nobody knows whether a certificate came to be. */
  @GetMapping("/authority/{name}/unknown-certificates")
  NumberList unknown(Caller.Person caller, @PathVariable String name) {
    power.require(caller);
    return new NumberList(numbers.unknown(Authorities.name(name), MOST));
  }

  @GetMapping("/authority/{name}/certificates/{serialNumber}")
  IssuedNumber find(
      Caller.Person caller, @PathVariable String name, @PathVariable String serialNumber) {
    power.require(caller);
    return numbers
        .find(Authorities.name(name), serial(serialNumber))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no certificate of this number"));
  }

  /** Takes back a certificate that no credential stands for: of a server, a responder, a stamp. */
  @PostMapping("/authority/{name}/revocations")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller.Person caller, @PathVariable String name, @RequestBody Revocation body) {
    power.require(caller);
    var serial = serial(body.serialNumber());
    var reason = body.reason();
    if (reason == null) {
      throw Problem.INVALID_REQUEST.because("serialNumber and reason are needed");
    }
    var listed =
        CrlReason.of(reason).orElseThrow(() -> Problem.INVALID_REQUEST.because("no such reason"));
    transaction.executeWithoutResult(_ -> {
      if (!revocations.revokeUnowned(
          Authorities.name(name), serial, listed, caller.official().toString())) {
        throw Problem.NOT_FOUND.because("no such certificate to take back");
      }
    });
  }

  private static String serial(@Nullable String serialNumber) {
    if (serialNumber == null || !SERIAL.matcher(serialNumber).matches()) {
      throw Problem.INVALID_REQUEST.because("serialNumber is needed, in small hexadecimal digits");
    }
    return serialNumber;
  }
}
