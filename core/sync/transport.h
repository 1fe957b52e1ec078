#pragma once

#include "base/result.h"

#include <future>
#include <map>
#include <string>

namespace assent::sync {

struct HttpRequest
{
    std::string method = "GET";
    std::string path; ///< "/v1/sync/pull?limit=500"
    std::map<std::string, std::string> headers;
    std::string body;
};

struct HttpResponse
{
    int status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
};

/// Carries a request to one hub and its answer back. Blocks the calling thread,
/// which must not be the UI's. Network: not reached, not trusted, timed out, or
/// the answer was larger than allowed. Any status is an answer.
class Transport
{
public:
    virtual ~Transport() = default;
    virtual Result<HttpResponse> send(const HttpRequest &request) = 0;
    /// The same for who has other work meanwhile. The answer has to be waited for
    /// before the next request. Ways that cannot work on beside their caller send
    /// at once.
    virtual std::future<Result<HttpResponse>> begin(const HttpRequest &request)
    {
        std::promise<Result<HttpResponse>> answer;
        answer.set_value(send(request));
        return answer.get_future();
    }
    /// Makes a running send end with Cancelled. From any thread.
    virtual void abort() = 0;
};

} // namespace assent::sync
