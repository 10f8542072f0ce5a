import unittest

from parcel.rates import TooHeavyError, cheapest, rate


class RateTest(unittest.TestCase):
    def test_price_grows_with_weight(self):
        self.assertLess(rate(1, 1), rate(2, 1))

    def test_price_of_a_zone(self):
        self.assertEqual(rate(5, 2), 10.5)

    def test_far_zone(self):
        self.assertEqual(rate(1, 3), 11.8)

    def test_rounds_to_cents(self):
        self.assertEqual(rate(1.111, 1), 4.89)

    def test_nothing_weighs_nothing(self):
        with self.assertRaises(ValueError):
            rate(0, 1)

    def test_too_heavy(self):
        with self.assertRaises(TooHeavyError):
            rate(21, 1)

    def test_cheapest(self):
        self.assertEqual(cheapest({"blue": 5.0, "red": 4.2}), "red")

    def test_cheapest_of_equals_is_the_first_by_name(self):
        self.assertEqual(cheapest({"red": 4.2, "blue": 4.2}), "blue")
