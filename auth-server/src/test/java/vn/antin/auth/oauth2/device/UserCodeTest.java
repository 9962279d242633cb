package vn.antin.auth.oauth2.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UserCodeTest {
  @Test
  void codeIsEightConsonantsThatSpellNothing() {
    assertThat(IntStream.range(0, 1000).mapToObj(i -> UserCode.random().shown()))
        .allMatch(code -> code.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void codeIsReadInAnyCaseWithOrWithoutHyphen() {
    for (String typed : new String[] {"WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "WDJB–MJHT"}) {
      assertThat(UserCode.parse(typed).map(UserCode::shown)).contains("WDJB-MJHT");
    }
  }

  @Test
  void whatVietnameseKeyboardsMakeOfConsonantsIsUndone() {
    assertThat(UserCode.parse("ưdjb-mjht").map(UserCode::letters)).contains("WDJBMJHT");
    assertThat(UserCode.parse("đjb-mjht").map(UserCode::letters)).contains("DDJBMJHT");
    assertThat(UserCode.parse("Ứbcdfgh").map(UserCode::letters)).contains("WSBCDFGH");
  }

  @Test
  void whatCannotBeACodeIsNotLookedUp() {
    for (String typed : new String[] {"", "ABCDEFGH", "BCDFGHJ", "BCDFGHJKL", "B".repeat(5000)}) {
      assertThat(UserCode.parse(typed)).isEmpty();
    }
  }
}
