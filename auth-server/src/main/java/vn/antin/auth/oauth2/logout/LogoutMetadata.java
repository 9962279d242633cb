package vn.antin.auth.oauth2.logout;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;

/** Says which ways of logging out there are. */
@Component
final class LogoutMetadata implements ServerMetadata {
  @Override
  public Map<String, Object> members() {
    return Map.of(
        "backchannel_logout_supported", true,
        "backchannel_logout_session_supported", true,
        "frontchannel_logout_supported", true,
        "frontchannel_logout_session_supported", true);
  }
}
