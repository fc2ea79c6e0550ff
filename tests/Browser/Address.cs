using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>Waiting for a page's address.</summary>
/// <remarks>
/// By an assertion, which asks the browser again and again. <c>WaitForURLAsync</c> compares the address it knows and then listens for the next change;
/// the screens change theirs in a moment, without loading, and a change between the two is never heard of.
/// </remarks>
public static class Address
{
    private const float Patience = 20_000;

    /// <summary>Waits until the address matches.</summary>
    /// <exception cref="PlaywrightException">It did not within 20 seconds.</exception>
    public static Task Reaches(this IPage page, string pattern) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern), new() { Timeout = Patience });

    /// <summary>Waits until the page has left the screen where one signs in.</summary>
    /// <exception cref="PlaywrightException">It had not within 20 seconds.</exception>
    public static Task LeavesSignIn(this IPage page) =>
        Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = Patience });
}
