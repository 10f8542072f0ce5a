import unittest

from parcel.notices import send_notice


class NoticeTest(unittest.TestCase):
    def test_notice_is_sent(self):
        self.assertTrue(send_notice("ada@example.com", "on its way")["sent"])

    @unittest.skip("needs the carrier's test account")
    def test_tracking(self):
        from parcel.notices import track

        self.assertEqual(track("4711"), "in transit")
