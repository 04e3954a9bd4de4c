package io.bankingconnect.faker;

/**
 * Where money is spent: an invented name, its ISO 18245 category code, what people usually spend there, and how often they
 * go there at night, in the morning, in the afternoon and in the evening.
 */
enum Merchant {
    CORNER_MARKET("Corner Market", "5411", 24_00, 2, 8, 12, 14),
    GREEN_BASKET("Green Basket", "5411", 46_00, 1, 6, 12, 12),
    DAILY_BREAD("Daily Bread Bakery", "5462", 7_50, 0, 18, 6, 1),
    BLUE_CUP("Blue Cup Coffee", "5814", 5_20, 1, 20, 12, 3),
    NOODLE_BAR("Noodle Bar", "5812", 19_00, 1, 0, 8, 14),
    OLD_MILL("The Old Mill", "5812", 52_00, 1, 0, 2, 9),
    CITY_TRANSIT("City Transit", "4111", 3_40, 2, 14, 9, 9),
    NORTHERN_RAIL("Northern Lights Rail", "4112", 38_00, 1, 3, 2, 2),
    CAB_NOW("Cab Now", "4121", 16_00, 12, 2, 2, 6),
    FUEL_STOP("Fuel Stop", "5541", 55_00, 2, 5, 4, 4),
    PAGE_TURNER("Page Turner Books", "5942", 22_00, 0, 1, 3, 2),
    THREAD_AND_CO("Thread & Co", "5651", 64_00, 0, 1, 5, 3),
    BRIGHT_HOME("Bright Home", "5712", 130_00, 0, 1, 2, 1),
    GADGET_HALL("Gadget Hall", "5732", 210_00, 0, 1, 2, 1),
    WELL_PHARMACY("Well Pharmacy", "5912", 14_00, 1, 4, 5, 3),
    IRON_GYM("Iron Gym", "7997", 39_00, 0, 2, 1, 2),
    STREAM_BOX("Stream Box", "4899", 11_99, 4, 1, 1, 3),
    RING_MOBILE("Ring Mobile", "4814", 29_00, 1, 1, 2, 1),
    GRID_ENERGY("Grid Energy", "4900", 95_00, 0, 0, 0, 0),
    HARBOUR_HOMES("Harbour Homes", "6513", 900_00, 0, 0, 0, 0),
    SUN_TRAVEL("Sun Travel", "4722", 420_00, 1, 0, 1, 1);

    /** The standard deviation of the logarithm of what is spent at one merchant. */
    static final double SPREAD = 0.8;

    private static final Merchant[] ALL = values();
    private static final int[] TOTALS = new int[4];

    static {
        for (Merchant merchant : ALL) {
            for (int i = 0; i < TOTALS.length; i++) {
                TOTALS[i] += merchant.visits[i];
            }
        }
    }

    private final String title;
    private final String categoryCode;
    private final long usualCents;
    private final int[] visits;

    Merchant(String title, String categoryCode, long usualCents, int... visits) {
        this.title = title;
        this.categoryCode = categoryCode;
        this.usualCents = usualCents;
        this.visits = visits;
    }

    /** Draws one that people go to at this hour, from 0 to 23. */
    static Merchant pick(int hour, Dice dice) {
        int part = hour < 6 ? 0 : hour < 12 ? 1 : hour < 18 ? 2 : 3;
        int ticket = dice.below(TOTALS[part]);
        for (Merchant merchant : ALL) {
            ticket -= merchant.visits[part];
            if (ticket < 0) {
                return merchant;
            }
        }
        throw new IllegalStateException("The visits are fewer than their total");
    }

    String title() {
        return title;
    }

    String categoryCode() {
        return categoryCode;
    }

    /** The median of the amounts paid here, in hundredths of a euro. */
    long usualCents() {
        return usualCents;
    }
}
