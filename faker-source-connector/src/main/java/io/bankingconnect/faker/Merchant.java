package io.bankingconnect.faker;

import java.util.Random;

/** Where cards are used: an invented name, its ISO 18245 category code, and what people usually spend there. */
enum Merchant {
    CORNER_MARKET("Corner Market", "5411", 24_00),
    GREEN_BASKET("Green Basket", "5411", 46_00),
    DAILY_BREAD("Daily Bread Bakery", "5462", 7_50),
    BLUE_CUP("Blue Cup Coffee", "5814", 5_20),
    NOODLE_BAR("Noodle Bar", "5812", 19_00),
    OLD_MILL("The Old Mill", "5812", 52_00),
    CITY_TRANSIT("City Transit", "4111", 3_40),
    NORTHERN_RAIL("Northern Lights Rail", "4112", 38_00),
    CAB_NOW("Cab Now", "4121", 16_00),
    FUEL_STOP("Fuel Stop", "5541", 55_00),
    PAGE_TURNER("Page Turner Books", "5942", 22_00),
    THREAD_AND_CO("Thread & Co", "5651", 64_00),
    BRIGHT_HOME("Bright Home", "5712", 130_00),
    GADGET_HALL("Gadget Hall", "5732", 210_00),
    WELL_PHARMACY("Well Pharmacy", "5912", 14_00),
    IRON_GYM("Iron Gym", "7997", 39_00),
    STREAM_BOX("Stream Box", "4899", 11_99),
    RING_MOBILE("Ring Mobile", "4814", 29_00),
    GRID_ENERGY("Grid Energy", "4900", 95_00),
    SUN_TRAVEL("Sun Travel", "4722", 420_00);

    private static final Merchant[] ALL = values();

    private final String title;
    private final String categoryCode;
    private final long usualCents;

    Merchant(String title, String categoryCode, long usualCents) {
        this.title = title;
        this.categoryCode = categoryCode;
        this.usualCents = usualCents;
    }

    static Merchant pick(Random random) {
        return ALL[random.nextInt(ALL.length)];
    }

    String title() {
        return title;
    }

    String categoryCode() {
        return categoryCode;
    }

    /** The median of the amounts paid here, in hundredths of the currency. */
    long usualCents() {
        return usualCents;
    }
}
