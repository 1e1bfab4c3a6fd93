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
        assertThat(redirects.follow(ada, EMAIL)).contains(ada);
    }

    @Test
    void whatACustomerHeldWentWithItByItsAnchor() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, Redirects.CUSTOMER, eve);
        redirects.add(eve, EMAIL, bob);
        redirects.add(eve, Redirects.CUSTOMER, bob);

        assertThat(redirects.follow(ada, EMAIL)).contains(bob);
        assertThat(redirects.became(redirects.became(ada))).isEqualTo(bob);
    }

    @Test
    void whatACustomerMeetsWhenItIsBackStaysThoughItsComingBackIsNotToldYet() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, Redirects.CUSTOMER, eve);

        assertThat(redirects.follow(ada, PHONE)).contains(ada);
    }

    @Test
    void anAnchorThatDepartedLeadsItsOwnWay() {
        redirects.add(ada, EMAIL, eve);

        assertThat(redirects.follow(ada, EMAIL)).contains(eve);
        assertThat(redirects.follow(ada, PHONE)).contains(ada);
    }

    @Test
    void aCircleOfHalfToldNewsLeavesThingsWhereTheyAre() {
        redirects.add(ada, EMAIL, eve);
        redirects.add(ada, PHONE, eve);
        redirects.add(eve, EMAIL, ada);

        assertThat(redirects.follow(ada, EMAIL)).contains(ada);
        assertThat(redirects.follow(eve, EMAIL)).contains(eve);
        assertThat(redirects.follow(ada, PHONE)).contains(eve);
    }

    @Test
    void whatStandsUnderAnErasedAnchorIsNobodysWhereverItCameFrom() {
        redirects.add(ada, EMAIL, eve);
        redirects.addErased(eve, 7);

        assertThat(redirects.follow(ada, ofKey(EMAIL, 7))).isEmpty();
        assertThat(redirects.follow(eve, ofKey(EMAIL, 7))).isEmpty();
    }

    @Test
    void whoCameBackUnderAnErasedAnchorStays() {
        redirects.addErased(ada, 7);
        redirects.add(ada, EMAIL, eve);

        assertThat(redirects.follow(ada, ofKey(EMAIL, 7))).isEmpty();
        assertThat(redirects.follow(ada, ofKey(EMAIL, 8))).contains(eve);
        assertThat(redirects.follow(ada, ofKey(PHONE, 8))).contains(ada);
    }

    @Test
    void ofAnErasedCustomerOnlyWhatDepartedBeforeIsAnybodys() {
        redirects.add(ada, EMAIL, eve);
        redirects.addErased(ada);

        assertThat(redirects.follow(ada, EMAIL)).contains(eve);
        assertThat(redirects.follow(ada, PHONE)).isEmpty();
        assertThat(redirects.leadAwayFrom(ada)).isTrue();
    }

    private static Anchor ofKey(Anchor anchor, long key) {
        return new Anchor(anchor.namespace(), anchor.value(), key);
    }
}
