using Microsoft.Playwright;

namespace Dispatch.Tests.Browser;

/// <summary>Waiting for a page's address.</summary>
/// <remarks>
/// The page itself is asked, again and again. <c>WaitForURLAsync</c> compares the address it knows and then listens for the next change;
/// the screens change theirs in a moment, without loading, and a change between the two is never heard of.
/// </remarks>
public static class Address
{
    /// <summary>Waits until the path, with its query, matches.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pattern">A regular expression in JavaScript's dialect.</param>
    /// <exception cref="TimeoutException">It did not within the page's own time limit.</exception>
    public static Task Reaches(this IPage page, string pattern) =>
        page.WaitForFunctionAsync("pattern => new RegExp(pattern).test(location.pathname + location.search)", pattern);

    /// <summary>Waits until the page has left the screen where one signs in.</summary>
    /// <inheritdoc cref="Reaches" path="//exception|//param[@name='page']"/>
    public static Task LeavesSignIn(this IPage page) => page.Reaches("^(?!/sign-in)");
}
