package vn.antin.auth.oauth2.device;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ServerMetadata;
import vn.antin.auth.web.House;

/** RFC 8628 §4. */
@Component
final class DeviceMetadata implements ServerMetadata {
  private final House house;

  DeviceMetadata(House house) {
    this.house = house;
  }

  @Override
  public Map<String, Object> members() {
    return Map.of("device_authorization_endpoint", house.issuer() + DeviceEndpoint.PATH);
  }
}
