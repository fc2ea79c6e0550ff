using Dispatch.Configuration;
using Dispatch.Webhooks;

namespace Dispatch.Tests.Core.Webhooks;

public sealed class WebhookKindTests
{
    private static readonly ConfigurationSnapshot Empty = ConfigurationSnapshot.Of(WebhookKind.Instance);

    [Theory]
    [InlineData("https://partner.example/hook?key=1")]
    [InlineData("http://localhost:9000/hook")]
    [InlineData("http://127.0.0.1/hook")]
    public void Calls_go_out_by_https_or_stay_on_this_machine(string url) => Assert.Empty(Validate(url, "partner"));

    [Theory]
    [InlineData("http://partner.example/hook")]
    [InlineData("https://user:word@partner.example/hook")]
    [InlineData("ftp://partner.example/hook")]
    [InlineData("/hook")]
    [InlineData("")]
    public void Any_other_address_is_refused(string url) =>
        Assert.Equal([("webhook-url-invalid", "$.url")], Validate(url, "partner").Select(rejection => (rejection.Code.ToString(), rejection.Path)));

    [Fact]
    public void A_secret_is_named_and_not_written_into_the_document() => Assert.Equal(
        [("webhook-secret-invalid", "$.secret")], Validate("https://partner.example", "Zq8+/=").Select(rejection => (rejection.Code.ToString(), rejection.Path)));

    private static IReadOnlyList<Rejection> Validate(string url, string secret) =>
        Empty.Validate("webhook", "partner", JsonBody.Of(new Webhook("partner", new("合作方", "Partner"), url, secret)));
}
