using Dispatch.Customers;

namespace Dispatch.Tests.Core.Customers;

public sealed class CustomerIdentityTests
{
    [Theory]
    [InlineData("phone", "+86 138-0013-8000", "+8613800138000")]
    [InlineData("email", " Li.Wei@Example.com", "li.wei@example.com")]
    [InlineData("account", "A 17 ", "A 17")]
    public void However_an_identity_is_spelled_it_is_one_customer(string kind, string spelled, string plain) =>
        Assert.Equal(CustomerIdentity.ToId(kind, plain), CustomerIdentity.ToId(kind, spelled));

    [Fact]
    public void Different_kinds_of_identity_are_different_customers() =>
        Assert.NotEqual(CustomerIdentity.ToId("phone", "17"), CustomerIdentity.ToId("account", "17"));
}
