"""The projects whose tests C's and C++'s test frameworks run for the samples."""

GOOGLE = {
    "shop_test.cc": """#include <gtest/gtest.h>

TEST(Shop, Sells) { EXPECT_EQ(1, 1); }
TEST(Shop, Refuses) { EXPECT_EQ(1, 2) << "one is not two"; EXPECT_TRUE(false); }
TEST(Shop, LeftOut) { GTEST_SKIP() << "not here"; }
TEST(Shop, DISABLED_Later) { FAIL(); }
class Table : public testing::TestWithParam<int> {};
TEST_P(Table, IsOne) { RecordProperty("count", GetParam()); EXPECT_EQ(GetParam(), 1); }
INSTANTIATE_TEST_SUITE_P(Numbers, Table, testing::Values(1, 2));
""",
}

CATCH = {
    "shop_test.cpp": """#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <stdexcept>

TEST_CASE("sells", "[shop]") {
    SECTION("one") { REQUIRE(1 == 1); }
    SECTION("two") {
        CHECK(1 == 1);
        CHECK(1 == 2);
        CHECK(2 == 3);
    }
}
TEST_CASE("breaks") { throw std::runtime_error("broken"); }
TEST_CASE("fails as expected", "[!shouldfail]") { REQUIRE(1 == 2); }
TEST_CASE("left out", "[.]") { REQUIRE(1 == 2); }
""",
}

DOCTEST = {
    "shop.cpp": """#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <stdexcept>

TEST_CASE("sells") {
    SUBCASE("one") {
        CHECK(1 == 1);
        CHECK(2 == 2);
    }
    SUBCASE("two") {
        CHECK(1 == 2);
        CHECK(2 == 3);
    }
}
TEST_CASE("breaks") { throw std::runtime_error("broken"); }
TEST_CASE("left out" * doctest::skip()) { CHECK(1 == 2); }
""",
}

BOOST = {
    "shop.cpp": """#define BOOST_TEST_MODULE shop
#include <boost/test/included/unit_test.hpp>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(cellar)
BOOST_AUTO_TEST_CASE(sells) { BOOST_TEST(1 == 1); }
BOOST_AUTO_TEST_CASE(refuses) {
    BOOST_TEST(1 == 2);
    BOOST_TEST(2 == 3);
}
BOOST_AUTO_TEST_CASE(breaks) { throw std::runtime_error("broken"); }
BOOST_AUTO_TEST_CASE(left_out, *boost::unit_test::disabled()) { BOOST_TEST(1 == 2); }
BOOST_AUTO_TEST_SUITE_END()
""",
}

CRITERION = {
    "shop.c": """#include <criterion/criterion.h>
#include <stdlib.h>

Test(cellar, sells) { cr_assert(1 == 1); }
Test(cellar, refuses) {
    cr_expect(1 == 2);
    cr_expect(2 == 3);
}
Test(cellar, breaks) { abort(); }
Test(cellar, left_out, .disabled = true) { cr_assert(0); }
Test(cellar, skips) { cr_skip("not here"); }
""",
}

CMOCKA = {
    "shop.c": """#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void sells(void **state) { assert_int_equal(1, 1); }
static void refuses(void **state) { assert_int_equal(1, 2); }
static void left_out(void **state) { skip(); }
static int locked(void **state) { return -1; }
static void needs_a_key(void **state) { assert_int_equal(1, 1); }

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sells),
        cmocka_unit_test(refuses),
        cmocka_unit_test(left_out),
        cmocka_unit_test_setup(needs_a_key, locked),
    };
    return cmocka_run_group_tests_name("cellar", tests, NULL, NULL);
}
""",
}
