package io.throughline.journey.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.journey.interaction.Anchor;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedirectsTest {

    private static final Anchor EMAIL = new Anchor("email", "ada@example.org");
    private static final Anchor PHONE = new Anchor("phone", "+441234");

    private final UUID ada = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final Redirects redirects = new Redirects();

    @Test
    void whatNobodyMovedStays() {
        assertThat(redirects.follow(ada, EMAIL)).isEqualTo(ada);
    }

    @Test
    void whatACustomerHeldWentWithItByItsAnchor() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, Redirects.CUSTOMER, eve);
        redirects.add(eve, EMAIL, bob);
        redirects.add(eve, Redirects.CUSTOMER, bob);

        assertThat(redirects.follow(ada, EMAIL)).isEqualTo(bob);
        assertThat(redirects.follow(ada, Redirects.CUSTOMER)).isEqualTo(bob);
    }

    @Test
    void whatACustomerMeetsWhenItIsBackStaysThoughItsComingBackIsNotToldYet() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, Redirects.CUSTOMER, eve);

        assertThat(redirects.follow(ada, PHONE)).isEqualTo(ada);
    }

    @Test
    void anAnchorThatDepartedLeadsItsOwnWay() {
        redirects.add(ada, EMAIL, eve);

        assertThat(redirects.follow(ada, EMAIL)).isEqualTo(eve);
        assertThat(redirects.follow(ada, PHONE)).isEqualTo(ada);
    }

    @Test
    void aCircleOfHalfToldNewsLeavesThingsWhereTheyAre() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, PHONE, eve);
        redirects.add(eve, EMAIL, ada);

        assertThat(redirects.follow(ada, EMAIL)).isEqualTo(ada);
        assertThat(redirects.follow(eve, EMAIL)).isEqualTo(eve);
        assertThat(redirects.follow(ada, PHONE)).isEqualTo(eve);
    }
}
