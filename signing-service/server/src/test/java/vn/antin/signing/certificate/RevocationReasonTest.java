package vn.antin.signing.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevocationReasonTest {
  @ParameterizedTest
  @CsvSource({
    "KEY_COMPROMISED, 1",
    "DEVICE_LOST, 1",
    "AGENCY_REQUEST, 5",
    "POST_CHANGED, 3",
    "RETIRED, 3",
    "LEFT, 3",
    "DECEASED, 5",
    "UNIT_ENDED, 5",
    "SUPERSEDED, 4",
    "INFORMATION_WRONG, 9",
    "UNDER_INVESTIGATION, 6"
  })
  void listsNameEveryReasonByItsNumber(RevocationReason reason, int number) {
    assertThat(reason.listed().code()).isEqualTo(number);
    assertThat(CrlReason.of(number)).contains(reason.listed());
  }

  @Test
  void numbersAreThoseOfTheStandardWithoutTheOneForDeltaLists() {
    assertThat(Arrays.stream(CrlReason.values()).map(CrlReason::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 9, 10);
    assertThat(CrlReason.of(7)).isEmpty();
    assertThat(CrlReason.of(8)).isEmpty();
  }

  @Test
  void anInvestigationAloneRevokesNothing() {
    assertThat(RevocationReason.values())
        .filteredOn(each -> !each.revokes())
        .containsExactly(RevocationReason.UNDER_INVESTIGATION);
  }
}
