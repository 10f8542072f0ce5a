import unittest

from parcel.labels import barcode, label


class LabelTest(unittest.TestCase):
    def test_town_in_capitals(self):
        self.assertTrue(label("Ada", "Lane 1", "Bonn").endswith("BONN"))

    def test_long_lines_are_cut(self):
        self.assertEqual(len(label("A" * 40, "Lane 1", "Bonn").splitlines()[0]), 32)

    def test_barcode(self):
        self.assertTrue(barcode("4711"))
