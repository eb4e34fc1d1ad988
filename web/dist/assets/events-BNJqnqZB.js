import{s as e}from"./Problem-_sUbf4v8.js";var t=1e3,n=3e4;function r(e,r,i){let a=null,o=0,s=t,c=()=>{a=new EventSource(`/api${e}`),a.onopen=()=>{s=t,i?.(!0)},a.onerror=()=>{i?.(!1),a?.readyState===EventSource.CLOSED&&(o=window.setTimeout(c,s),s=Math.min(s*2,n))};for(let[e,t]of Object.entries(r))a.addEventListener(e,e=>t(JSON.parse(e.data)))};return c(),()=>{window.clearTimeout(o),a?.close()}}function i(e){let t=`message`,n=[];for(let r of e.split(`
`))r.startsWith(`event:`)?t=r.slice(6).trim():r.startsWith(`data:`)&&n.push(r.slice(5).replace(/^ /,``));return n.length>0?{name:t,data:n.join(`
`)}:null}async function a(t,n,r,a){let o=await e(`POST`,t,n,a);if(!o.body)return;let s=o.body.pipeThrough(new TextDecoderStream).getReader(),c=``;for(;;){let{done:e,value:t}=await s.read();c=(c+(t??``)).replaceAll(`\r
`,`
`);let n=c.split(`

`);c=e?``:n.pop()??``;for(let e of n){let t=i(e);t&&r[t.name]?.(JSON.parse(t.data))}if(e)return}}export{r as n,a as t};