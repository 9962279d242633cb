package vn.antin.signing.dossier.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Standing orders.
 *
 * @param enabled whether there are any in this installation; switching it off stops all at once
 */
@Validated
@ConfigurationProperties("antin.standing-orders")
record OrderProperties(@DefaultValue("false") boolean enabled) {}
