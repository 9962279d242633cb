package vn.antin.signing.csc;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The API of the Cloud Signature Consortium.
 *
 * @param name the service's name, as {@code info} tells it
 * @param description what it is, in a line
 * @param logo address of a picture; this service's own when it is not set
 * @param openAuthorizations how many approvals one system may be waiting for
 */
@Validated
@ConfigurationProperties("antin.csc")
record CscProperties(
    @DefaultValue("Ấn Tín") @NotBlank String name,
    @DefaultValue("Chữ ký số công vụ") @NotBlank String description,
    @Nullable URI logo,
    @DefaultValue("1000") @Min(1) int openAuthorizations) {}
